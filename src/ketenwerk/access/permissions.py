from enum import StrEnum


class Permission(StrEnum):
    """What somebody may do, as `resource:action`, alphabetical. Reading one object and listing many is the same right."""

    ACCOUNT_EXPLAIN = "account:explain"
    ACCOUNT_FREEZE = "account:freeze"
    ACCOUNT_READ = "account:read"
    CLIENT_EDIT = "client:edit"
    CLIENT_EXPORT = "client:export"
    CLIENT_READ = "client:read"
    CLIENT_REGISTER = "client:register"
    FOCAL_OFFICER_APPOINT = "focal_officer:appoint"
    FOCAL_OFFICER_READ = "focal_officer:read"
    HOURS_LOCK = "hours:lock"
    HOURS_OWN = "hours:own"
    HOURS_READ = "hours:read"
    INDICATION_EDIT = "indication:edit"
    INDICATION_READ = "indication:read"
    LOG_READ = "log:read"
    MEETING_ACT = "meeting:act"
    MEETING_MANAGE = "meeting:manage"
    MEETING_READ = "meeting:read"
    MEMBER_MANAGE = "member:manage"
    NETWORK_EDIT = "network:edit"
    NETWORK_READ = "network:read"
    NOTE_READ = "note:read"
    NOTE_WRITE = "note:write"
    OBSERVATION_DECIDE = "observation:decide"
    OBSERVATION_READ = "observation:read"
    OBSERVATION_WRITE = "observation:write"
    PICTURE_EXACT = "picture:exact"
    PICTURE_READ = "picture:read"
    PROGRAMME_IMPORT = "programme:import"
    PROGRAMME_READ = "programme:read"
    PROGRESS_READ = "progress:read"
    PROGRESS_WRITE = "progress:write"
    REPORTING_CODE_CONFIRM = "reporting_code:confirm"
    REPORTING_CODE_EDIT = "reporting_code:edit"
    REPORTING_CODE_OVERSEE = "reporting_code:oversee"
    REPORTING_CODE_READ = "reporting_code:read"
    SELF_MANAGE = "self:manage"
    TRAJECTORY_EDIT = "trajectory:edit"
    TRAJECTORY_READ = "trajectory:read"

    @property
    def resource(self) -> str:
        return self.value.partition(":")[0]

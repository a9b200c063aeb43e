"""Log lines without personal data: no values, no query strings, no messages of exceptions."""

import json
import logging
import traceback


class NeutralFormatter(logging.Formatter):
    """One JSON line: when, where, what kind of error and through which lines of code; never its words."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.msg if not record.args else record.msg.split("%", 1)[0].strip(),
        }
        if record.exc_info and record.exc_info[0]:
            kind, _value, trace = record.exc_info
            line["error"] = kind.__name__
            line["trace"] = [
                f"{f.filename.rpartition('ketenwerk/')[2]}:{f.lineno}"
                for f in traceback.extract_tb(trace)
            ]
        request = getattr(record, "request", None)
        if request is not None:
            match = getattr(request, "resolver_match", None)
            line["view"] = getattr(match, "view_name", "")
        return json.dumps(line)

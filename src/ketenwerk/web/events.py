from ketenwerk.audit.api import event

MEMBER_ADDED = event("member:added", "Account gemaakt", "member", "roles")
MEMBER_INVITED = event("member:invited", "Uitnodiging gemaakt", "member", "expires")
MEMBER_JOINED = event("member:joined", "Uitnodiging gebruikt en wachtwoord gekozen", "member")
MEMBER_LEFT = event("member:left", "Account beëindigd", "member")
FUNCTION_GIVEN = event("function:given", "Functie gegeven", "member", "role", "start", "end")
FUNCTION_ENDED = event("function:ended", "Functie beëindigd", "member", "role", "end")

"""The demo region: a year of invented work on the real programme. Nobody in here exists."""

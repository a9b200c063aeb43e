import pytest
from tests.test_query_budget import *
def test_counts(browse, db):
    for who,path,most in MOST:
        b=browse(who); b.get(path)
        print("COUNT",who,path,most,statements(lambda: b.get(path)))

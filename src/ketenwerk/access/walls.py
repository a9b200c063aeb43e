from ketenwerk.kernel.walls import person_table

WALLS = [person_table("access_keygrant", care="SELECT, INSERT, UPDATE, DELETE")]

"""Search by name, number and words."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# The indexes hold no copy of what they index: they read it through these views. Triggers keep
# them true in the transaction of whatever changes the rows. Only what people wrote is found by
# its words: one script, sent to everybody, would bury it.
#
# PostgreSQL does the same with two generated columns and their GIN indexes:
#   text:    to_tsvector('simple', body) where kind IN ('inbound', 'reply')
#   contact: to_tsvector('simple', unaccent(first_name || ' ' || last_name)), and right(number, 4)
# and needs neither the views nor the triggers.

VIEWS = {
    "text_searched": "SELECT id, body FROM text WHERE kind IN ('inbound', 'reply')",
    "contact_searched": (
        "SELECT id, first_name, last_name, substr(number, -4) AS ending FROM contact"
    ),
}

INDEXES = {
    "text_search": ("text_searched", "body", ", columnsize = 0"),
    "contact_search": ("contact_searched", "first_name, last_name, ending", ", columnsize = 0"),
}

_TEXT_IN = "INSERT INTO text_search (rowid, body) VALUES (new.id, new.body)"
_TEXT_OUT = "INSERT INTO text_search (text_search, rowid, body) VALUES ('delete', old.id, old.body)"
_CONTACT_IN = (
    "INSERT INTO contact_search (rowid, first_name, last_name, ending) "
    "VALUES (new.id, new.first_name, new.last_name, substr(new.number, -4))"
)
_CONTACT_OUT = (
    "INSERT INTO contact_search (contact_search, rowid, first_name, last_name, ending) "
    "VALUES ('delete', old.id, old.first_name, old.last_name, substr(old.number, -4))"
)

TRIGGERS = {
    "text_search_in": (
        f"AFTER INSERT ON text WHEN new.kind IN ('inbound', 'reply') BEGIN {_TEXT_IN}; END"
    ),
    "text_search_changed": (
        "AFTER UPDATE OF body ON text WHEN new.kind IN ('inbound', 'reply') "
        f"BEGIN {_TEXT_OUT}; {_TEXT_IN}; END"
    ),
    "text_search_out": (
        f"AFTER DELETE ON text WHEN old.kind IN ('inbound', 'reply') BEGIN {_TEXT_OUT}; END"
    ),
    "contact_search_in": f"AFTER INSERT ON contact BEGIN {_CONTACT_IN}; END",
    "contact_search_changed": (
        "AFTER UPDATE OF first_name, last_name, number ON contact WHEN "
        "new.first_name IS NOT old.first_name OR new.last_name IS NOT old.last_name "
        f"OR new.number IS NOT old.number BEGIN {_CONTACT_OUT}; {_CONTACT_IN}; END"
    ),
    "contact_search_out": f"AFTER DELETE ON contact BEGIN {_CONTACT_OUT}; END",
}


def upgrade() -> None:
    """Search by name, number and words."""
    for name, query in VIEWS.items():
        op.execute(f"CREATE VIEW {name} AS {query}")
    for name, (view, columns, options) in INDEXES.items():
        op.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5({columns}, content = '{view}', "
            f"content_rowid = 'id'{options}, prefix = '1 2', "
            "tokenize = 'unicode61 remove_diacritics 2')"
        )
        op.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")
    for name, body in TRIGGERS.items():
        op.execute(f"CREATE TRIGGER {name} {body}")


def downgrade() -> None:
    """Go back to the schema before."""
    for name in TRIGGERS:
        op.execute(f"DROP TRIGGER {name}")
    for name in INDEXES:
        op.execute(f"DROP TABLE {name}")
    for name in VIEWS:
        op.execute(f"DROP VIEW {name}")

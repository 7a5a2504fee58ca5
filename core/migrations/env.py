"""Alembic's environment: runs on the connection that `core.database` hands over."""

from alembic import context
from sqlmodel import SQLModel

import core.models
import core.models_gateways
import core.models_triage
import core.models_work  # noqa: F401  (their tables are what the schema should be)

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    transactional_ddl=False,
)
context.run_migrations()

"""The receiver of webhooks: what providers call when a contact texts, or a text has arrived.

A call is answered with 2xx when what it says is stored durably, and not before: a provider
that hears nothing else tries again. Needs the extra “gateways”.
"""

"""Gateways over HTTP with simulated phones behind them: each provider's API, without an account.

`gateway.GatewaySimulator` serves one provider; `network` is what lies behind all of them.
Needs the extra `gateways`.
"""

"""The messenger in a browser: a door with a lock in front of textual-serve.

`admission` says who may come in, `server` answers the browser, `session` is one messenger and
the program that runs it, `driver` runs inside that program. All but `admission` and `driver`
need the extra `textbank[web]`.
"""

"""Scenarios of somebody's own, for hand-outs."""

SHORT_SCENARIO = """
title = "Short"
about = "One step."
shown_with = "type1"
opening = "Nothing has happened."

[[campaign]]
name = "Spring"
first_message = "Hi {firstName}!"

[[cast]]
key = "maria"
name = "Maria Lopez"
number = "+14155550134"

[[step]]
contact_says = "STOP"
caption = { type1 = "It is up to you.", type2 = "The provider acts." }
"""

HOSTILE_SCENARIO = r"""
title = "</title><script>hacked = 1</script>"
about = "</style><img src=http://hostile.example/x onerror=hacked=2>"
shown_with = "type1"
opening = "\" onload=\"hacked = 3\" & <b onload='hacked = 4'> ]]> -->"

[[campaign]]
name = "<script>hacked = 5</script>"
first_message = "Hi {firstName} \u001b]52;c;aGFja2Vk\u0007 https://hostile.example/?a=1&b=2"

[[cast]]
key = "maria"
name = "<svg/onload=hacked=6> \u202egnp.exe"
number = "+14155550134"

[[step]]
contact_says = "\u001b[2J\u0000 👨‍👩‍👧‍👦 ⛔ [/bold] \ufffe </svg></text> 请停止 توقف"
caption = { type1 = "</script><script>hacked = 7</script>", type2 = "\u2066{{x}} ${hacked = 8}" }

[[step]]
texter_says = "'\"><iframe src=javascript:hacked=9> 👍🏽"
caption = "url(http://hostile.example/) @import 'x'; \u001b[31mred"
"""
"""Everything it says tries to be more than words, in the page, the pictures and the recording."""

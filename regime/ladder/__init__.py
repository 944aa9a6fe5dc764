"""The regime ladder: from the full profile of officers down to patrol state, what runs and what is dropped.

The rule. The prison's list (``keep``) names what is held on to as staff fall, the most important first. On each rung,
from the top down, as much of the first thing on the list is kept as any day allows, then as much of the second beside
it, and so on to the end of the list; what is not on the list gives way before all of it. What is left to decide then
follows the prison's goals, as in every plan.

What is dropped on a proved rung stays dropped on all below: a session is pinned as cancelled, a post is stood down.
A rung whose search ran out of time is not proved: what it lacks may come back below, and the rung says so. What is kept
is pinned too, so that the checker proves both on every rung. Fewer officers are fewer on every shift, so a plan of a
rung can be run on every rung above. Below a proved rung only entitlements can come back, because nobody is to miss a
meal for the sake of a rule: where they do, the rung says so.
"""

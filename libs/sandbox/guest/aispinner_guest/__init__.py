"""The part of AiSpinner that lives inside the sandbox, beside the tenant's code.

Everything here is policy and clear messages; the walls around the interpreter are the containment.
Each module holds one hazard. `main.prepare()` runs before the memory snapshot is made, `main.serve()`
after it is restored.
"""

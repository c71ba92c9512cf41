
namespace Workloads.Interpreter;

/// <summary>What a process of the model has for a lock.</summary>
public enum LockMode
{
    /// <summary>One lock for all its threads: CPython's GIL.</summary>
    OneForProcess,

    /// <summary>A lock for each interpreter (PEP 684).</summary>
    OneForEachInterpreter,

    /// <summary>None: threads run at the same time (PEP 703).</summary>
    None,
}

/// <summary>Where a thread looks whether it should give the lock up.</summary>
public enum CheckPoints
{
    /// <summary>At calls and backward jumps alone, as CPython does since 3.10.</summary>
    CallsAndBackwardJumps,

    /// <summary>Before every instruction, about as CPython did up to 3.9.</summary>
    EveryInstruction,
}

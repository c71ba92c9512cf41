namespace Workloads.Models;

/// <summary>What the threads of a model run.</summary>
public enum InterpreterCode
{
    /// <summary>The workload as a program of the stack machine.</summary>
    Bytecode,

    /// <summary>
    /// The workload as compiled code that has the lock's check points: for sweeps where the machine's speed would get in the way.
    /// </summary>
    Compiled,
}

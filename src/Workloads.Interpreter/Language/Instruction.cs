
namespace Workloads.Interpreter;

/// <summary>One instruction of a code object.</summary>
/// <param name="Opcode">What it does.</param>
/// <param name="Argument">Its argument; for a jump, the index of the instruction that it may jump to.</param>
/// <param name="Line">The line of the program that it was made for, counted from 1.</param>
internal readonly record struct Instruction(Opcode Opcode, int Argument, int Line)
{
    /// <summary>What a CALL calls: resolved when the program is compiled, since names of functions are never rebound.</summary>
    internal Callee Callee { get; init; }

    /// <summary>How many slots of the stack POP_TOP and SWAP pass over: an iterator takes three here.</summary>
    internal int Width { get; init; }
}

/// <summary>What a call leads to: one of the program's functions, or a native one.</summary>
/// <param name="Function">The function's number in its program; −1 when the call is native.</param>
/// <param name="Native">The native function, when it is one.</param>
internal readonly record struct Callee(int Function, Native Native);

/// <summary>What the machine does natively.</summary>
internal enum Native
{
    None,
    Range,
    IntegerRoot,
    Print,
    PrintText,
    SleepMilliseconds,
    HashKilobytes,
    AcquireLock,
    ReleaseLock,
    ExitWith,
}

/// <summary>The native functions that a program may call by name.</summary>
internal static class Natives
{
    /// <summary>The most kilobytes that one hash takes: a gigabyte's worth of work.</summary>
    public const long MaxHashKilobytes = 1 << 20;

    /// <summary>Finds a native function by name, with the least and the most arguments it takes.</summary>
    public static (Native Native, int Least, int Most)? Find(string name) => name switch
    {
        "isqrt" => (Native.IntegerRoot, 1, 1),
        "print" => (Native.Print, 1, 1),
        "sleep_ms" => (Native.SleepMilliseconds, 1, 1),
        "hash_kb" => (Native.HashKilobytes, 1, 1),
        "range" => (Native.Range, 1, 3),
        _ => null,
    };
}

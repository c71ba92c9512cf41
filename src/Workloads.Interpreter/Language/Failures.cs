
namespace Workloads.Interpreter;

/// <summary>What may go wrong in a running program, in the words of CPython where it has them.</summary>
internal static class Failures
{
    public const string Overflow = "OverflowError: the result needs more than 64 bits";
    public const string ZeroDivision = "ZeroDivisionError: integer division or modulo by zero";
    public const string TooDeep = "RecursionError: maximum recursion depth exceeded";
    public const string NegativeRoot = "ValueError: isqrt() argument must be nonnegative";
    public const string NegativeSleep = "ValueError: sleep length must be non-negative";
    public const string ZeroStep = "ValueError: range() arg 3 must not be zero";
    public const string NotHeld = "RuntimeError: release unlocked lock";
    public static readonly string HashSize = Invariant($"ValueError: hash_kb() takes from 0 to {Natives.MaxHashKilobytes}");
}

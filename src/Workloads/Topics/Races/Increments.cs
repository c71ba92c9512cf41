using System.Runtime.CompilerServices;

namespace Workloads.Topics;

/// <summary>The statement <c>counter += 1</c>, and its cure, as methods whose code can be read (C8).</summary>
internal static class Increments
{
    private static long s_counter;

    /// <summary>The plain statement.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Plain() => s_counter += 1;

    /// <summary>The same in one piece.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Atomic() => Interlocked.Increment(ref s_counter);

    /// <summary>The value.</summary>
    public static long Value => s_counter;
}

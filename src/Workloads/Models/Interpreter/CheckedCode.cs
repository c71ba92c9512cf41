using System.Runtime.CompilerServices;
using Workloads.Interpreter;

namespace Workloads.Models;

/// <summary>
/// The built-in workloads as compiled code that looks at the lock's requests where CPython does: at calls and at backward
/// jumps. It runs on a thread that is at work for a <see cref="MachineThread"/>.
/// </summary>
internal static unsafe class CheckedCode
{
    public static long Fibonacci(long n, int* requests) => Recurse((int)n, requests);

    public static long IsPrime(long n, int* requests)
    {
        CheckPoint(requests);
        if (n < 2)
            return 0;
        if (n % 2 == 0)
            return n == 2 ? 1 : 0;
        ulong number = (ulong)n, root = (ulong)IntegerRoot.Of(n);
        for (ulong divisor = 3; divisor <= root; divisor += 2)
        {
            if (number % divisor == 0)
                return 0;
            CheckPoint(requests);
        }

        return 1;
    }

    public static long Wait(long milliseconds, int* requests)
    {
        MachineThread.Current.Sleep(milliseconds);
        CheckPoint(requests);
        return milliseconds;
    }

    public static long Nothing(long size, int* requests)
    {
        CheckPoint(requests);
        return size;
    }

    private static long Recurse(int n, int* requests)
    {
        CheckPoint(requests);
        return n <= 2 ? 1 : Inlined(n - 1, requests) + Inlined(n - 2, requests);
    }

    /// <summary>The same within its caller, as in <see cref="Workloads.Fibonacci"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Inlined(int n, int* requests)
    {
        CheckPoint(requests);
        return n <= 2 ? 1 : Recurse(n - 1, requests) + Recurse(n - 2, requests);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CheckPoint(int* requests)
    {
        if (Volatile.Read(ref *requests) != 0)
            MachineThread.Current.CheckPoint();
    }
}

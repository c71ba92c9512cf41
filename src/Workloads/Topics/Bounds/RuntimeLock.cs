using Workloads.Measuring;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>Whether two threads of a runtime compute at the same time (D6).</summary>
/// <param name="Runtime">Its name and version.</param>
/// <param name="IsCPython">Whether it is the implementation that the claim says has a lock, and no other.</param>
/// <param name="IsFreeThreaded">Whether it is a CPython that runs without its lock.</param>
/// <param name="Took">The same calls on one thread, and shared out between two, in seconds.</param>
internal sealed record RuntimeLock(string Runtime, bool IsCPython, bool IsFreeThreaded, Turns Took)
{
    internal const string One = "one thread", Two = "two threads";

    /// <summary>Calls of fib(25): some 50 ms in all of them.</summary>
    private const int Size = 25, Calls = 10, DotNetTimesAsFast = 30;

    /// <summary>What the claim lets expect: as long as one thread under a lock, clearly less where there is none.</summary>
    internal Expectation Expected => IsCPython
        ? Took.Compare(Two, One).OneAtATime(0.9, hasLock: !IsFreeThreaded)
        : Took.Compare(Two, One).AtMost(0.75).OnSeveralCores();

    internal static async Task<RuntimeLock> OfDotNetAsync(int rounds, CancellationToken cancellationToken)
    {
        Turns took = await new InTurns
        {
            Ways = SharedWork.OnThreads(One, Two, threads: 2, DotNetTimesAsFast * Calls, () => Fibonacci.Of(Size)),
            MaxRounds = rounds, Time = InTurns.LongTime, Decides = SharedWork.AtOneTime,
        }.RunAsync(cancellationToken).ConfigureAwait(false);
        return new(Peers.Net, IsCPython: false, IsFreeThreaded: false, took);
    }

    internal static async Task<RuntimeLock> OfAsync(CPython python, string name, int rounds, CancellationToken cancellationToken)
    {
        bool isCPython = name != PyPy.Name;
        object arguments = new { names = new[] { One, Two }, size = Size, calls = isCPython ? Calls : PyPy.TimesAsFast * Calls, rounds };
        Turns took = await new PythonExperiment<Dictionary<string, double[]>>("bounds", "threads").MeasureAsync(python, arguments,
            SharedWork.AtOneTime, cancellationToken).ConfigureAwait(false);
        return new(name, isCPython, python.Gil == GilState.Off, took);
    }
}

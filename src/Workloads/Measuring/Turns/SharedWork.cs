using Workloads.Models;

namespace Workloads.Measuring;

/// <summary>Some work of .NET's, so many times by one thread, and by several that share it.</summary>
internal static class SharedWork
{
    /// <summary>
    /// Whether several threads run at the same time or one after the other, which is what a lock decides: the last way by the first.
    /// </summary>
    public static IEnumerable<Expectation> AtOneTime(Turns turns) =>
        [turns.Compare(turns.Names[^1]).AtLeast(0.9).OnSeveralCores(), turns.Compare(turns.Names[^1]).AtLeast(0.75).OnSeveralCores()];

    /// <summary>Both ways; their threads start within the time.</summary>
    /// <param name="one">What the first is called.</param>
    /// <param name="several">What the second is called.</param>
    /// <param name="threads">How many threads share it.</param>
    /// <param name="calls">How often it is done in all.</param>
    /// <param name="work">What is done.</param>
    public static IReadOnlyList<Way> OnThreads(string one, string several, int threads, int calls, Action work)
    {
        return [Of(one, 1), Of(several, threads)];

        Way Of(string name, int count) => Way.Timed(name, token => Task.Run(
            () => OwnThreads.Run(count, number =>
            {
                for (int call = number; call < calls && !token.IsCancellationRequested; call += count)
                    work();
            }),
            token));
    }
}

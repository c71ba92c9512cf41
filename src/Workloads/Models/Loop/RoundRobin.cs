
namespace Workloads.Models;

/// <summary>
/// A scheduler of a few lines: generators take turns on the thread that calls, each running until its next
/// <c>yield</c> (green threads, D10). There are no timers and no waiting; <see cref="LoopCoroutine"/> has both.
/// </summary>
public static class RoundRobin
{
    /// <summary>Runs generators in turn until all have ended, and returns how many turns they took.</summary>
    /// <param name="coroutines">Each gives its turn away whenever it yields; what it yields is not looked at.</param>
    /// <param name="cancellationToken">Looked at between two turns; the generators still waiting are disposed of.</param>
    /// <typeparam name="T">What the generators yield.</typeparam>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static long Run<T>(IEnumerable<IEnumerator<T>> coroutines, CancellationToken cancellationToken = default)
    {
        var waiting = new Queue<IEnumerator<T>>(coroutines);
        long turns = 0;
        try
        {
            while (waiting.Count > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                IEnumerator<T> next = waiting.Dequeue();
                turns++;
                if (Step(next))
                    waiting.Enqueue(next);
            }
        }
        finally
        {
            foreach (IEnumerator<T> left in waiting)
                left.Dispose();
        }

        return turns;
    }

    /// <summary>One turn; a generator that ends or throws is disposed of.</summary>
    private static bool Step<T>(IEnumerator<T> coroutine)
    {
        bool yielded = false;
        try
        {
            yielded = coroutine.MoveNext();
            return yielded;
        }
        finally
        {
            if (!yielded)
                coroutine.Dispose();
        }
    }
}

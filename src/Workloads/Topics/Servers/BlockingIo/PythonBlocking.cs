using Workloads.Python;
using Workloads.Serving;

namespace Workloads.Topics;

/// <summary>A call that blocks beside a computation, in a CPython (E5): each step of the computation is a Fibonacci number of 15.</summary>
public static class PythonBlocking
{
    private static readonly Dictionary<string, string> s_names = new(StringComparer.Ordinal)
    {
        ["request"] = "the request alone",
        ["computation"] = "the computation alone",
        ["in_turn"] = "one after the other",
        ["thread"] = "a thread for the request",
        ["asyncio"] = "asyncio",
    };

    /// <summary>Runs the request alone, the computation alone, both in turn, with a thread for the request, and with asyncio.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="port">A request server's loopback port.</param>
    /// <param name="waitMilliseconds">How long the server takes to answer, from 0 to <see cref="Request.MaxWait"/>.</param>
    /// <param name="steps">Steps of the computation, 1 or more; each takes some 0.1 ms.</param>
    /// <param name="repeats">Rounds of all ways, 1 or more.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <returns>The runs, in the order in which they were made.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static async Task<IReadOnlyList<BlockingRun>> RunAsync(
        CPython python, int port, int waitMilliseconds, int steps, int repeats = 3, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(python);
        Bounds.Checked(waitMilliseconds, 0, Request.MaxWait, nameof(waitMilliseconds));
        Bounds.Checked(steps, 1, int.MaxValue, nameof(steps));
        Bounds.Checked(repeats, 1, 1_000, nameof(repeats));
        Answer answer = await python.RunScriptAsync<Answer>("blocking_io", new { port, milliseconds = waitMilliseconds, steps, repeats }, cancellationToken: cancellationToken).ConfigureAwait(false);
        return [.. answer.Runs.Select(static run => new BlockingRun(s_names[run.Way], TimeSpan.FromSeconds(run.Seconds), run.Meanwhile, run.Steps))];
    }

    private sealed record Answer(IReadOnlyList<Told> Runs);

    private sealed record Told(string Way, double Seconds, int Steps, int Meanwhile);
}

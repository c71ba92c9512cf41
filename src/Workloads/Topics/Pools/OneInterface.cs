using Workloads.Html;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// Whether threads and worker processes do the same through one interface: results, time-outs, exceptions, cancelling (D9).
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record OneInterface : IDisplayable
{
    /// <param name="dotNet">By ability, whether threads and whether processes did what it promises.</param>
    /// <param name="python">The same in CPython; null where none was found.</param>
    /// <param name="build">That CPython.</param>
    internal OneInterface(
        IReadOnlyDictionary<string, IReadOnlyList<bool>> dotNet, IReadOnlyDictionary<string, IReadOnlyList<bool>>? python = null,
        CPython? build = null) =>
        (DotNet, Python, Build) = (dotNet, python, build);

    internal IReadOnlyDictionary<string, IReadOnlyList<bool>> DotNet { get; init; }
    internal IReadOnlyDictionary<string, IReadOnlyList<bool>>? Python { get; init; }
    internal CPython? Build { get; init; }

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    private delegate Task<long> Call(Workload workload, long size, CancellationToken token = default);

    /// <summary>Tries each ability on threads and on processes.</summary>
    /// <param name="workers">How many worker processes: 1 to 256.</param>
    /// <param name="cancellationToken">Ends it; no process is left running.</param>
    public static async Task<OneInterface> TryAsync(int workers = 2, CancellationToken cancellationToken = default)
    {
        ProcessPool pool = await ProcessPool.StartAsync(new ProcessPoolOptions { Workers = workers, AllowFaults = true },
            cancellationToken).ConfigureAwait(false);
        await using (pool.ConfigureAwait(false))
        {
            Call[] pools =
            [
                static (workload, size, token) => Task.Run(() => workload.Run(size, token), token),
                (workload, size, token) => pool.CallAsync(workload, size, cancellationToken: token),
            ];
            (string Name, Func<Call, Task<bool>> Try)[] abilities = [("a result", GivesResultAsync), ("a time-out", TimesOutAsync),
                ("an exception", FailsAsync), ("cancelling", CancelsAsync)];
            var ours = new Dictionary<string, IReadOnlyList<bool>>(StringComparer.Ordinal);
            foreach (var (name, attempt) in abilities)
                ours[name] = [await attempt(pools[0]).ConfigureAwait(false), await attempt(pools[1]).ConfigureAwait(false)];
            return (await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest is { } build
                ? new(ours, await new PythonExperiment<Dictionary<string, IReadOnlyList<bool>>>("pools", "abilities")
                    .RunAsync(build, new { workers }, cancellationToken: cancellationToken).ConfigureAwait(false), build)
                : new(ours);
        }
    }

    /// <summary>Judges D9: whether every ability came out on threads and on processes.</summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim) => claim?.Id == "D9"
        ? new(claim, [VerdictOf(InBoth.Runtime, DotNet), .. Python is null ? (Verdict[])[]
            : [VerdictOf(Build!.Name, Python)]]) { LeftOut = Python is null ? InBoth.NoPython : "" }
        : throw WrongClaim.Of(claim!, "D9");

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private Table ToTable() => Table.Of(
        "",
        DotNet.Keys,
        [
            ("does what it promises", name => name), ($"threads, {InBoth.Runtime}", name => DotNet[name][0]),
                ($"processes, {InBoth.Runtime}", name => DotNet[name][1]),
            .. Python is null ? Array.Empty<(string, Func<string, object?>)>()
                : [($"threads, {Build}", name => Python[name][0]), ($"processes, {Build}", name => Python[name][1])],
        ]);

    private static Verdict VerdictOf(string runtime, IReadOnlyDictionary<string, IReadOnlyList<bool>> abilities)
    {
        int all = abilities.Values.Sum(each => each.Count);
        return Verdicts.Of(runtime, Expectation.Counted(
            Invariant(
                $"of {all} trials ({string.Join(", ", abilities.Keys)}; each on threads and on processes) {{0}} did what they promise"),
                abilities.Values.Sum(each => each.Count(done => done))) with
        {
            Name = "abilities that came out", AtLeast = all,
        });
    }

    private static async Task<bool> GivesResultAsync(Call call) => await call(Workload.Fibonacci, 10).ConfigureAwait(false) == 55;

    /// <summary>
    /// Only the waiting ends: the call goes on, and its result comes later. On a busy machine the waiting may end late, so that it takes a
    /// longer call.
    /// </summary>
    private static async Task<bool> TimesOutAsync(Call call)
    {
        foreach (int milliseconds in (int[])[200, 1_000, 5_000, 30_000])
        {
            Task<long> slow = call(Workload.Wait, milliseconds);
            if (await ThrowsAsync<TimeoutException>(slow.WaitAsync(Moment)).ConfigureAwait(false))
                return await slow.ConfigureAwait(false) == milliseconds;
        }

        return false;
    }

    private static Task<bool> FailsAsync(Call call) => ThrowsAsync<Exception>(call(Faults.Throw, 1));

    /// <summary>Calls that run are given up as well, which CPython does not do.</summary>
    private static async Task<bool> CancelsAsync(Call call)
    {
        using var source = new CancellationTokenSource(Moment);
        return await ThrowsAsync<OperationCanceledException>(call(Workload.Wait, 60_000, source.Token)).ConfigureAwait(false);
    }

    private static async Task<bool> ThrowsAsync<T>(Task task) where T : Exception
    {
        try
        {
            await task.ConfigureAwait(false);
            return false;
        }
        catch (T)
        {
            return true;
        }
    }
}

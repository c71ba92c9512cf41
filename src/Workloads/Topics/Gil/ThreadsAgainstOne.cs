using System.Security.Cryptography;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>What one thread and several took in one runtime for the same work.</summary>
/// <param name="Runtime">The runtime.</param>
/// <param name="HasLock">Whether a lock lets one thread at a time run.</param>
/// <param name="Computing">Computing, on one thread and on several.</param>
/// <param name="Hashing">Hashing in native code, likewise; null where it was not measured.</param>
internal sealed record RuntimeThreads(string Runtime, bool HasLock, Turns Computing, Turns? Hashing = null);

/// <summary>The same work on one thread and on two: computing, and hashing in code that lets go of the lock (A6, C5).</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record ThreadsAgainstOne : IDisplayable
{
    /// <param name="runtimes">.NET, the model under one lock, and each CPython that stands beside.</param>
    internal ThreadsAgainstOne(IReadOnlyList<RuntimeThreads> runtimes) => Runtimes = runtimes;

    internal IReadOnlyList<RuntimeThreads> Runtimes { get; init; }

    /// <summary>So many times the work of a CPython takes the model, and compiled code, about as long.</summary>
    internal const int ModelTimesAsFast = 5, CompiledTimesAsFast = 40;

    private const int Size = 25, Threads = 2;

    /// <summary>Threads that compute: fib(25) again and again (A6).</summary>
    /// <param name="calls">How many calls a CPython makes; the model makes five times, and .NET forty times as many: 2 or more.</param>
    /// <param name="rounds">The most rounds, 1 or more; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="cancellationToken">Ends it; no thread and no process is left running.</param>
    /// <exception cref="PythonFailedException">A script failed, or did not answer in time.</exception>
    public static Task<ThreadsAgainstOne> ComputeAsync(int calls = 20, int rounds = 12, CancellationToken cancellationToken = default) =>
        MeasureAsync(calls, blocks: 0, kilobytes: 0, rounds, cancellationToken);

    /// <summary>Threads that compute, and threads that hash large blocks in native code (C5).</summary>
    /// <param name="calls">How many calls of fib(25) a CPython makes; the model makes five times, and .NET forty times as many: 2 or
    /// more.</param>
    /// <param name="blocks">How many blocks are hashed: 2 or more. Few are over before two threads share the cores.</param>
    /// <param name="kilobytes">The size of a block: 1 or more.</param>
    /// <param name="rounds">The most rounds, 1 or more; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="cancellationToken">Ends it; no thread and no process is left running.</param>
    /// <exception cref="PythonFailedException">A script failed, or did not answer in time.</exception>
    public static Task<ThreadsAgainstOne> HashAsync(
        int calls = 20, int blocks = 40, int kilobytes = 2_048, int rounds = 12, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(kilobytes, 1);
        return MeasureAsync(calls, blocks, kilobytes, rounds, cancellationToken);
    }

    private static async Task<ThreadsAgainstOne> MeasureAsync(int calls, int blocks, int kilobytes, int rounds,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(calls, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        byte[] block = new byte[kilobytes * 1024];
        var runtimes = new List<RuntimeThreads>
        {
            new(
                Peers.Net,
                HasLock: false,
                await NetAsync("", () => Fibonacci.Of(Size), CompiledTimesAsFast * calls, rounds, cancellationToken).ConfigureAwait(false),
                blocks == 0 ? null : await NetAsync("hashing ", () => SHA256.HashData(block), blocks, rounds, cancellationToken)
                    .ConfigureAwait(false)),
            new(
                Peers.Model,
                HasLock: true,
                await ModelThreads.ComputeAsync(new(), Size, ModelTimesAsFast * calls, Threads, rounds, cancellationToken)
                    .ConfigureAwait(false),
                blocks == 0 ? null : await ModelThreads.HashAsync(new(), kilobytes, blocks, Threads, rounds, cancellationToken)
                    .ConfigureAwait(false)),
        };
        foreach (CPython build in await Peers.NewestAsync(cancellationToken).ConfigureAwait(false))
        {
            runtimes.Add(new(
                build.Name,
                build.Gil != GilState.Off,
                await GilExperiments.Computing.MeasureAsync(build, new { Size, calls, Threads, rounds }, SharedWork.AtOneTime,
                    cancellationToken).ConfigureAwait(false),
                blocks == 0 ? null : await GilExperiments.Hashing.MeasureAsync(build, new { kilobytes, calls = blocks, Threads, rounds },
                    SharedWork.AtOneTime, cancellationToken).ConfigureAwait(false)));
        }

        return new(runtimes);
    }

    /// <summary>
    /// A6: one thread at a time, and what switching adds. C5: native code that lets go of the lock runs at the same time.
    /// </summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        IReadOnlyList<Verdict> verdicts = claim.Id switch
        {
            "A6" => [.. Runtimes.Select(runtime => Verdicts.Of(runtime.Runtime, OneAtATime(runtime)))],
            "C5" when Runtimes.All(
                runtime => runtime.Hashing is not null) => [.. Runtimes.Select(runtime => Verdicts.Of(runtime.Runtime, LetsGo(runtime)))],
            "C5" => throw new ArgumentException("C5 needs hashing to be measured: use HashAsync.", nameof(claim)),
            _ => throw new ArgumentException($"One thread against two judges A6 and C5, and not {claim.Id}.", nameof(claim)),
        };
        return new(claim, verdicts) { LeftOut = Peers.LeftOut(Runtimes.Count - 2) };
    }

    /// <summary>How the time of two threads compares with that of one, runtime by runtime.</summary>
    public Table ToTable()
    {
        var columns = new List<(string, Func<RuntimeThreads, object?>)> { ("runtime", runtime => runtime.Runtime) };
        columns.AddRange(Columns("computing", runtime => runtime.Computing));
        if (Runtimes.Any(runtime => runtime.Hashing is not null))
            columns.AddRange(Columns("hashing", runtime => runtime.Hashing));
        return Table.Of("", Runtimes, columns) with { Caption = $"In brackets the interval of 95 %. {MachineFacts.Current.Summary}" };

        static (string, Func<RuntimeThreads, object?>)[] Columns(string work, Func<RuntimeThreads, Turns?> turns) =>
        [
            ($"{work}: one thread", runtime => turns(runtime) is { } took ? TimeSpan.FromSeconds(took.Took(took.Names[0]).Value) : null),
            ($"{work}: two threads, in times of one", runtime => turns(runtime) is { } took ? Compared(took).AtLeast(0).Number : null),
        ];
    }

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    /// <summary>Several threads with one: the last way with the first.</summary>
    private static Comparison Compared(Turns turns) => turns.Compare(turns.Names[^1], turns.Names[0]);

    private static IReadOnlyList<Expectation> OneAtATime(RuntimeThreads runtime)
    {
        const double Much = 0.25;
        Comparison two = Compared(runtime.Computing);
        Expectation oneAtATime = two.OneAtATime(0.9, runtime.HasLock);
        return !runtime.HasLock ? [oneAtATime] :
        [
            oneAtATime,
            new("switching between two threads that compute adds {0} to their time",
                new(two.Ratio.Value - 1, two.Ratio.Low - 1, two.Ratio.High - 1))
            {
                Name = "what switching adds", AtLeast = Much, Unit = Unit.Percent, Noise = two.Noise / Much, Doubt = oneAtATime.Doubt,
            },
        ];
    }

    private static IReadOnlyList<Expectation> LetsGo(RuntimeThreads runtime)
    {
        Expectation hashing = Compared(runtime.Hashing!).AtMost(0.75).OnSeveralCores();
        return runtime.HasLock ? [hashing, Compared(runtime.Computing).OneAtATime(0.9, hasLock: true)] : [hashing];
    }

    internal static Task<Turns> NetAsync(string what, Action work, int calls, int rounds, CancellationToken cancellationToken) =>
        new InTurns
        {
            Ways = SharedWork.OnThreads($"one {what}thread", Invariant($"{Threads} {what}threads"), Threads, calls, work),
            MaxRounds = rounds,
            Decides = SharedWork.AtOneTime
        }.RunAsync(cancellationToken);
}

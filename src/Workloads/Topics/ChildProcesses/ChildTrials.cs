using System.Diagnostics;
using System.Globalization;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>A sleeping child, looked at while working (E1).</summary>
/// <param name="Looks">How often it was looked at, with some work in between.</param>
/// <param name="ExitCode">Its exit code.</param>
internal sealed record ChildLooks(int Looks, int ExitCode);

/// <summary>Bytes fed to a child and read from it (E2).</summary>
/// <param name="Bytes">How many.</param>
/// <param name="IsSame">Whether each came back as it was.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record ChildFeed(long Bytes, bool IsSame, double Seconds);

/// <summary>A child that hangs and has started another (E3).</summary>
/// <param name="GaveUpSeconds">How long it was waited for; null when it ended by itself.</param>
/// <param name="NextSeconds">How long the parent still waited for its output after that.</param>
/// <param name="Lines">How many lines of what it had printed were kept.</param>
internal sealed record ChildHang(double? GaveUpSeconds, double NextSeconds, int Lines);

/// <summary>What one runtime did with children.</summary>
/// <param name="Looks">E1.</param>
/// <param name="Feed">E2.</param>
/// <param name="Hang">E3.</param>
/// <param name="Tools">E4: by tool, whether it did what was asked.</param>
internal sealed record ChildDeeds(ChildLooks Looks, ChildFeed Feed, ChildHang Hang, IReadOnlyDictionary<string, bool> Tools);

/// <summary>
/// The same trials with child processes in .NET and in CPython (E1 to E4): <c>poll</c>, <c>communicate</c>, its time-out, and real
/// tools.
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record ChildTrials : IDisplayable
{
    /// <param name="dotNet">What .NET did; null where a tool is missing.</param>
    /// <param name="python">What CPython did; null where none was found.</param>
    /// <param name="build">That CPython.</param>
    internal ChildTrials(ChildDeeds? dotNet, ChildDeeds? python = null, CPython? build = null) =>
        (DotNet, Python, Build) = (dotNet, python, build);

    internal ChildDeeds? DotNet { get; init; }
    internal ChildDeeds? Python { get; init; }
    internal CPython? Build { get; init; }

    private static readonly string[] Needed = ["sh", "sleep", "cat", "gzip"];

    private string _leftOut = "";

    /// <summary>Tries them. Where one of the tools is missing, nothing is tried.</summary>
    /// <param name="childSeconds">How long the child sleeps that is looked at: above 0 and up to 60.</param>
    /// <param name="megabytes">What goes through the pipes: 1 to 1,000.</param>
    /// <param name="timeout">How long a child that hangs is waited for: from 1 ms to a minute.</param>
    /// <param name="grandchildSeconds">How long that lives which the hanging child has started: above the time-out and up to 60.</param>
    /// <param name="cancellationToken">Ends it; nothing is left running.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static async Task<ChildTrials> RunAsync(double childSeconds, int megabytes, TimeSpan timeout, double grandchildSeconds,
        CancellationToken cancellationToken = default)
    {
        if (childSeconds is not (> 0 and <= 60))
            throw new ArgumentOutOfRangeException(nameof(childSeconds), Invariant($"{childSeconds}"),
                "The child sleeps for more than 0 s and up to 60 s.");
        if (megabytes is < 1 or > 1_000)
            throw new ArgumentOutOfRangeException(nameof(megabytes), megabytes, "From 1 to 1,000 MB go through the pipes.");
        if (timeout < TimeSpan.FromMilliseconds(1) || timeout > TimeSpan.FromMinutes(1))
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A child that hangs is waited for from 1 ms to a minute.");
        if (!(grandchildSeconds > timeout.TotalSeconds && grandchildSeconds <= 60))
            throw new ArgumentOutOfRangeException(nameof(grandchildSeconds), Invariant($"{grandchildSeconds}"),
                "What the hanging child has started lives longer than the time-out, and up to 60 s.");
        string[] missing = [.. Needed.Where(tool => Command.Find(tool) is null)];
        if (missing.Length > 0)
            return new((ChildDeeds?)null) { _leftOut = $"Not on this machine: {string.Join(", ", missing)}." };

        string library = typeof(Workload).Assembly.Location;
        string? repository = await RepositoryAsync(cancellationToken).ConfigureAwait(false);
        Command hanging = new("sh", "-c", string.Create(CultureInfo.InvariantCulture,
            $"echo about to hang; sleep {grandchildSeconds} & echo $!; exec sleep 60"));
        var ours = new ChildDeeds(
            await LookAsync(childSeconds).ConfigureAwait(false), await FeedAsync(megabytes, cancellationToken).ConfigureAwait(false),
            await HangAsync(hanging, timeout, cancellationToken).ConfigureAwait(false),
                await ToolsAsync(library, repository, cancellationToken).ConfigureAwait(false));
        if ((await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest is not { } build)
            return new(ours) { _leftOut = InBoth.NoPython };
        string[] command = [hanging.Program, .. hanging.Arguments];
        return new(ours, new(
            await AskAsync<ChildLooks>("poll", new { seconds = childSeconds }).ConfigureAwait(false),
                await AskAsync<ChildFeed>("feed", new { megabytes }).ConfigureAwait(false),
            await AskAsync<ChildHang>("hang", new { command, timeout = timeout.TotalSeconds }).ConfigureAwait(false),
                await AskAsync<Dictionary<string, bool>>("tools", new { file = library, repository }).ConfigureAwait(false)), build);

        Task<T> AskAsync<T>(string function, object arguments) => new PythonExperiment<T>("child_processes", function).RunAsync(build,
            arguments, cancellationToken: cancellationToken);
    }

    /// <summary>Judges E1 (poll while working), E2 (feed and read), E3 (a time-out for a child that hangs) or E4 (real tools).</summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim) => claim?.Id switch
    {
        "E1" => Judge(claim, deeds =>
        [
            Expectation.Counted("while the child slept it was looked at {0} times, with a computation after each look", deeds.Looks.Looks)
                with { Name = "looks", AtLeast = 2 },
            Expectation.Counted("its exit code was {0}", deeds.Looks.ExitCode) with { Name = "exit code", AtLeast = 0, AtMost = 0 },
        ]),
        "E2" => Judge(claim, deeds =>
        [
            Expectation.Counted($"{{0}} went through a child and back in {Unit.Seconds.Format(deeds.Feed.Seconds)}", deeds.Feed.Bytes)
                with { Name = "sent and read", Unit = Unit.Bytes },
            Expectation.Counted(deeds.Feed.IsSame ? "every byte came back as it was" : "bytes were changed or lost on their way",
                deeds.Feed.IsSame ? 1 : 0) with { Name = "all the same (1 is yes)", AtLeast = 1 },
        ]),
        "E3" => Judge(claim, Hung),
        "E4" => Judge(claim, deeds =>
        [
            Expectation.Counted(Invariant($"of {deeds.Tools.Count} tools ({string.Join(", ", deeds.Tools.Keys)}) {{0}} did what was asked"),
                deeds.Tools.Values.Count(done => done)) with { Name = "tools that did it", AtLeast = deeds.Tools.Count },
        ]),
        _ => throw WrongClaim.Of(claim!, "E1 to E4"),
    };

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private Table ToTable()
    {
        (string Runtime, ChildDeeds Deeds)[] sides = [.. Sides];
        (string Name, Func<ChildDeeds, object?> Of)[] facts =
        [
            ("looks at the child while it slept", deeds => deeds.Looks.Looks),
            ("bytes a second, through cat and back", deeds => $"{Unit.Bytes.Format(deeds.Feed.Bytes / deeds.Feed.Seconds)}"),
            ("the hanging child was given up after", deeds => TimeSpan.FromSeconds(deeds.Hang.GaveUpSeconds ?? double.NaN)),
            ("then the parent still waited for its output", deeds => TimeSpan.FromSeconds(deeds.Hang.NextSeconds)),
            ("lines of it that were kept", deeds => deeds.Hang.Lines),
            ("tools that did what was asked", deeds => string.Join(", ", deeds.Tools.Where(tool => tool.Value).Select(tool => tool.Key))),
        ];
        return Table.Of("", facts, [("", fact => fact.Name), .. sides.Select(side =>
            (side.Runtime, (Func<(string Name, Func<ChildDeeds, object?> Of), object?>)(fact => fact.Of(side.Deeds))))])
            with { Caption = _leftOut };
    }

    private IEnumerable<(string Runtime, ChildDeeds Deeds)> Sides =>
        (IEnumerable<(string, ChildDeeds)>)[.. DotNet is null ? [] : new[] { (InBoth.Runtime, DotNet) }, .. Python is null ? []
            : new[] { (Build!.Name, Python) }];

    private Judgement Judge(Claim claim, Func<ChildDeeds, IReadOnlyList<Expectation>> expect) =>
        new(claim, [.. Sides.Select(side => Verdicts.Of(side.Runtime, expect(side.Deeds)))]) { LeftOut = _leftOut };

    private static IReadOnlyList<Expectation> Hung(ChildDeeds deeds)
    {
        ChildHang hang = deeds.Hang;
        return
        [
            Expectation.Counted("the parent gave up after {0}, where the child would have hung for a minute", hang.GaveUpSeconds
                ?? double.NaN) with
            {
                Name = "given up after", Unit = Unit.Seconds, AtMost = 30,
                Doubt = hang.GaveUpSeconds is null ? "the child ended by itself." : hang.Lines < 2
                    ? "it had not yet started what it was to start. A longer time-out would decide." : null,
            },
            Expectation.Counted("then it still waited {0} for the end of the child's output", hang.NextSeconds)
                with { Name = "waited after that", Unit = Unit.Seconds },
        ];
    }

    private static async Task<ChildLooks> LookAsync(double seconds)
    {
        ChildProcess child = ChildProcess.Start(new Command("sleep", Invariant($"{seconds}")));
        await using (child.ConfigureAwait(false))
        {
            for (int looks = 0; ; looks++)
            {
                if (child.Poll() is { } exitCode)
                    return new(looks, exitCode);
                Fibonacci.Of(15);
            }
        }
    }

    private static async Task<ChildFeed> FeedAsync(int megabytes, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[megabytes * 1_000_000];
        new Random(1).NextBytes(bytes);
        ChildResult result = await new Command("cat").RunAsync(bytes, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new(bytes.Length, result.OutputBytes.Span.SequenceEqual(bytes), result.Elapsed.TotalSeconds);
    }

    /// <summary>Here the time-out ends the whole tree, so that nothing holds the output open.</summary>
    private static async Task<ChildHang> HangAsync(Command hanging, TimeSpan timeout, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        ChildResult result = await hanging.RunAsync(timeout: timeout, cancellationToken: cancellationToken).ConfigureAwait(false);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new(result.WasTimedOut ? timeout.TotalSeconds : null, Math.Max(0, seconds - timeout.TotalSeconds), result.Lines.Count);
    }

    private static async Task<IReadOnlyDictionary<string, bool>> ToolsAsync(string file, string? repository,
        CancellationToken cancellationToken)
    {
        byte[] data = await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false);
        ChildResult packed = await new Command("gzip", "-c", file).RunAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        ChildResult unpacked = await new Command("gzip", "-dc").RunAsync(packed.OutputBytes, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        var done = new Dictionary<string, bool>(StringComparer.Ordinal) { ["gzip"] = unpacked.OutputBytes.Span.SequenceEqual(data) };
        if (repository is null)
            return done;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("clone-");
        try
        {
            string clone = Path.Combine(folder.FullName, "clone");
            ChildResult git = await new Command("git", "clone", "--progress", "--no-local", "--depth", "1", repository,
                clone).RunAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            done["git"] = git.Succeeded && git.Error.Contains('%', StringComparison.Ordinal)
                && Directory.EnumerateFileSystemEntries(clone).Any();
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return done;
    }

    private static async Task<string?> RepositoryAsync(CancellationToken cancellationToken)
    {
        if (Command.Find("git") is null)
            return null;
        ChildResult found = await new Command("git", "rev-parse", "--show-toplevel").RunAsync(cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        return found is { Succeeded: true, Lines: [var folder, ..] } ? folder : null;
    }
}

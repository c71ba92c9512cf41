using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// What becomes of an exception that nobody catches on a thread (B9), tried in a child process of each runtime: .NET ends the process,
/// CPython prints a traceback and goes on.
/// </summary>
public static class ThrownInAThread
{
    internal const string Argument = "throw-in-a-thread";

    private const string WentOn = "the main thread went on";

    /// <summary>CPython's program, the same as <see cref="Run"/>.</summary>
    private const string InPython = $"""
        import threading

        def fail():
            raise RuntimeError("nobody catches this")

        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        print("{WentOn}")
        """;

    /// <summary>Tries it.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Table> ShowAsync(CancellationToken cancellationToken = default)
    {
        var children = new List<(string Runtime, ChildResult Child)> { (InBoth.Runtime,
            await OwnProgram.Command([Argument]).RunAsync(cancellationToken: cancellationToken).ConfigureAwait(false)) };
        if ((await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest is { } build)
            children.Add((build.Name, await new Command(build.Path, "-c", InPython).RunAsync(cancellationToken: cancellationToken)
                .ConfigureAwait(false)));
        return Table.Of(
            "An exception that nobody catches on a thread",
            children,
            ("runtime", row => row.Runtime),
            ("exit code", row => row.Child.ExitCode),
            ("the main thread went on", row => row.Child.Output.Contains(WentOn, StringComparison.Ordinal)),
            ("standard error", row => row.Child.ErrorLines.FirstOrDefault(line =>
                line.Contains("nobody catches this", StringComparison.Ordinal))))
            with { Caption = children.Count == 1 ? InBoth.NoPython : "" };
    }

    /// <summary>The child's program.</summary>
    internal static int Run()
    {
        var thread = new Thread(static () => throw new InvalidOperationException("nobody catches this"));
        thread.Start();
        thread.Join();
        Console.WriteLine(WentOn);
        return 0;
    }
}

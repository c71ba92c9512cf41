using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.CompilerServices;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>What traced calls took in one runtime, and a piece of what the threads printed.</summary>
/// <param name="Runtime">The runtime.</param>
/// <param name="Took">Untraced, traced on one thread, and traced in a pool of threads, in turns.</param>
/// <param name="Calls">How many calls the pool's threads printed, in all rounds.</param>
/// <param name="Switches">How often the next line was another thread's.</param>
/// <param name="Shown">A piece of what was printed with the first switch in it.</param>
internal sealed record TracedRuntime(string Runtime, Turns Took, int Calls, int Switches, IReadOnlyList<string> Shown);

/// <summary>
/// Document 000's traced function (A5): in every call it looks at the stack and prints who called it and in which thread, to a pipe
/// that is read. One thread makes the calls, and then a pool as large as <c>ThreadPoolExecutor</c>'s own.
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record TracedCalls : IDisplayable
{
    /// <param name="runtimes">.NET, and CPythons from the oldest to the newest.</param>
    internal TracedCalls(IReadOnlyList<TracedRuntime> runtimes) => Runtimes = runtimes;

    internal IReadOnlyList<TracedRuntime> Runtimes { get; init; }

    private const string Untraced = "untraced", OneThread = "one thread", Threads = "threads";

    /// <summary>Measures .NET, and every CPython beside it.</summary>
    /// <param name="fibNumber">The fibonacci number, from 1 to 25.</param>
    /// <param name="callers">How often it is computed: 1 or more.</param>
    /// <param name="rounds">The most rounds, 1 or more; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="builds">How many CPythons with a GIL stand side by side: 1 or more, evenly spread from the oldest to the newest that
    /// were found.</param>
    /// <param name="cancellationToken">Ends it; no thread and no process is left running.</param>
    /// <exception cref="PythonFailedException">A script failed, or did not answer in time.</exception>
    public static async Task<TracedCalls> MeasureAsync(int fibNumber = 10, int callers = 20, int rounds = 9, int builds = 3,
        CancellationToken cancellationToken = default)
    {
        if (fibNumber is < 1 or > 25)
            throw new ArgumentOutOfRangeException(nameof(fibNumber), fibNumber, "Calls are traced from fib(1) to fib(25).");
        ArgumentOutOfRangeException.ThrowIfLessThan(callers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        var runtimes = new List<TracedRuntime> { await NetAsync(fibNumber, callers, rounds, cancellationToken).ConfigureAwait(false) };
        foreach (CPython build in await Peers.ThenAndNowAsync(builds, cancellationToken).ConfigureAwait(false))
        {
            var (trace, turns) =
                await GilExperiments.Traced.MeasureAsync(build, new { size = fibNumber, callers, rounds }, static trace => trace.Took,
                    static turns => [Slower(turns)], cancellationToken).ConfigureAwait(false);
            runtimes.Add(new(build.Name, turns, trace.Calls, trace.Switches, trace.Shown));
        }

        return new(runtimes);
    }

    /// <summary>A5: the calls of several threads interleave, and the whole takes longer than on one.</summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (claim.Id != "A5")
            throw new ArgumentException($"Traced calls judge A5, and not {claim.Id}.", nameof(claim));
        return new(claim, [.. Runtimes.Select(runtime => Verdicts.Of(
            runtime.Runtime,
            Slower(runtime.Took),
            Expectation.Counted(Invariant($"of {runtime.Calls:N0} printed calls {{0}} came from another thread than the one before"),
                runtime.Switches) with { Name = "switches", AtLeast = 2 }))])
        {
            LeftOut = Peers.LeftOut(Runtimes.Count - 1),
        };
    }

    private static Expectation Slower(Turns took) => took.Compare(Threads, OneThread).AtLeast(1.1);

    /// <summary>What tracing costs, on one thread and in the pool.</summary>
    public Table ToTable() => Table.Of(
        "",
        Runtimes,
        ("runtime", row => row.Runtime),
        ("untraced", row => TimeSpan.FromSeconds(row.Took.Took(Untraced).Value)),
        ("traced, one thread", row => TimeSpan.FromSeconds(row.Took.Took(OneThread).Value)),
        ("traced, in a pool", row => TimeSpan.FromSeconds(row.Took.Took(Threads).Value)),
        ("the pool, in times of one thread", row => row.Took.Compare(Threads, OneThread).AtLeast(0).Number),
        ("calls printed", row => row.Calls),
        ("of these after another thread's", row => row.Switches)) with
    {
        Caption =
            Invariant($"The pool has {PythonModel.DefaultThreads} threads; its start is within the time. {MachineFacts.Current.Summary}"),
    };

    /// <summary>A piece of what the threads of .NET and of the newest CPython printed, with the first switch in it.</summary>
    public Table ToLines()
    {
        TracedRuntime[] shown = [.. Runtimes.Take(1), .. Runtimes.Skip(1).TakeLast(1)];
        return Table.Of(
            "",
            Enumerable.Range(0, shown.Max(runtime => runtime.Shown.Count)),
            [.. shown.Select(runtime => (runtime.Runtime, (Func<int, object?>)(line => runtime.Shown.ElementAtOrDefault(line))))]);
    }

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private static async Task<TracedRuntime> NetAsync(int fibNumber, int callers, int rounds, CancellationToken cancellationToken)
    {
        var tracer = new Tracer(fibNumber, callers);
        using (tracer)
        {
            Turns took = await new InTurns
            {
                Ways = [Way.Timed(Untraced, tracer.Untraced), Of(OneThread, 1), Of(Threads, PythonModel.DefaultThreads)],
                MaxRounds = rounds, Decides = static turns => [Slower(turns)],
            }.RunAsync(cancellationToken).ConfigureAwait(false);
            tracer.Dispose(); // until then not all that was printed has been read
            return new(Peers.Net, took, tracer.Calls, tracer.Switches, tracer.Shown);
        }

        Way Of(string name, int threads) => Way.Timed(name, token => Task.Run(() => tracer.Run(threads, token), token));
    }

    /// <summary>Makes the calls, and reads what they print as a reader at the pipe's other end.</summary>
    private sealed class Tracer : IDisposable
    {
        private const string Begins = "pool of ";
        private const int MostShown = 12, BeforeSwitch = 5;

        private readonly int _fibNumber, _callers;
        private readonly TextWriter _printer;
        private readonly Thread _reading;
        private readonly List<string> _shown = [];

        public Tracer(int fibNumber, int callers)
        {
            (_fibNumber, _callers) = (fibNumber, callers);
            var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
            _printer = TextWriter.Synchronized(new StreamWriter(pipe, bufferSize: 8_192));
            var reader = new StreamReader(new AnonymousPipeClientStream(PipeDirection.In, pipe.ClientSafePipeHandle));
            _reading = new(() => Read(reader)) { IsBackground = true };
            _reading.Start();
        }

        /// <summary>How many calls the pools' threads have printed.</summary>
        public int Calls { get; private set; }

        /// <summary>How often the next line that told its thread told another than the one before.</summary>
        public int Switches { get; private set; }

        /// <summary>Lines around the first switch.</summary>
        public IReadOnlyList<string> Shown => _shown;

        public void Untraced()
        {
            for (int caller = 0; caller < _callers; caller++)
                _ = Fibonacci.Of(_fibNumber);
        }

        public void Run(int threads, CancellationToken cancellationToken)
        {
            int left = _callers;
            _printer.WriteLine(Invariant($"{Begins}{threads}"));
            OwnThreads.Run(threads, _ =>
            {
                while (Interlocked.Decrement(ref left) >= 0 && !cancellationToken.IsCancellationRequested)
                    _printer.WriteLine(Invariant($"got {Traced(_fibNumber)}"));
            });
            _printer.Flush();
        }

        public void Dispose()
        {
            _printer.Dispose();
            _reading.Join();
        }

        /// <summary>As the document's, it takes the whole stack to read one line of it.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        private long Traced(int n)
        {
            _printer.WriteLine($"Caller: {new StackTrace().GetFrame(1)?.GetMethod()?.Name}");
            _printer.WriteLine(Invariant($"Thread: {Environment.CurrentManagedThreadId}"));
            return n <= 2 ? 1 : Traced(n - 1) + Traced(n - 2);
        }

        private void Read(StreamReader reader)
        {
            bool inPool = false;
            string before = "";
            using (reader)
            {
                while (reader.ReadLine() is { } line)
                {
                    if (line.StartsWith(Begins, StringComparison.Ordinal))
                        (inPool, before) = (line != $"{Begins}1", "");
                    else if (inPool)
                        Note(line, ref before);
                }
            }
        }

        private void Note(string line, ref string before)
        {
            if (Switches == 0 && _shown.Count > BeforeSwitch)
                _shown.RemoveAt(0);
            if (_shown.Count < MostShown)
                _shown.Add(line);
            if (!line.StartsWith("Thread", StringComparison.Ordinal))
                return;
            Calls++;
            if (before.Length > 0 && before != line)
                Switches++;
            before = line;
        }
    }
}

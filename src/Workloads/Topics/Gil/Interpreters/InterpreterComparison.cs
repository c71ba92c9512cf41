using Workloads.Html;
using Workloads.Interpreter;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>The model's interpreters, .NET's isolates, and the interpreters of each CPython that has them (A11, A12).</summary>
/// <param name="Model">The model's, a lock for each.</param>
/// <param name="Isolate">.NET's <c>AssemblyLoadContext</c>, which separates and locks nothing.</param>
/// <param name="Builds">The builds'.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record InterpreterComparison(InterpreterLife Model, InterpreterLife Isolate, IReadOnlyList<InterpreterLife> Builds) : IDisplayable
{
    /// <summary>So many times the work of a CPython takes compiled code about as long.</summary>
    private const int CompiledTimesAsFast = 40;

    /// <summary>Measures them.</summary>
    /// <param name="builds">The builds; those without interpreters are left out.</param>
    /// <param name="lives">How many are created, run and closed: 1 or more.</param>
    /// <param name="calls">How many calls of fib(25) one CPython interpreter makes, and two share; the model makes five times as many, and isolates forty times: 2 or more.</param>
    /// <param name="repeats">How often one and two are timed: 1 or more.</param>
    /// <param name="cancellationToken">Ends it; no thread and no process is left running.</param>
    /// <exception cref="PythonFailedException">A script failed, or did not answer in time.</exception>
    public static async Task<InterpreterComparison> MeasureAsync(
        IReadOnlyList<CPython> builds, int lives = 10, int calls = 40, int repeats = 3, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(builds);
        var each = new LockOptions { Mode = LockMode.OneForEachInterpreter };
        InterpreterLife model = await Task.Run(
            () =>
            {
                using var host = new InterpreterHost(each);
                return InterpreterLife.Of("the model", () => host.NewInterpreter(StackProgram.Fibonacci), static one => one.Call("fib", 1), lives) with
                {
                    SpeedUp = 1 / ModelThreadsAgainstOne.Compute(each, LockTrial.FibSize, LockTrial.TimesAsFast * calls, repeats: repeats, cancellationToken: cancellationToken).Ratio,
                };
            },
            cancellationToken).ConfigureAwait(false);
        InterpreterLife isolate = await Task.Run(
            () => InterpreterLife.Of("AssemblyLoadContext", static () => new Isolate(), static one => one.RunFibonacci(1), lives) with
            {
                SpeedUp = IsolatesSideBySide.SpeedUp(LockTrial.FibSize, CompiledTimesAsFast * calls, repeats, cancellationToken),
            },
            cancellationToken).ConfigureAwait(false);

        var theirs = new List<InterpreterLife>();
        foreach (CPython build in builds.Where(build => build.HasInterpreters))
        {
            PythonInterpreters costs = await PythonInterpreters.MeasureAsync(build, lives, LockTrial.FibSize, calls, repeats: repeats, cancellationToken: cancellationToken).ConfigureAwait(false);
            theirs.Add(new(build.Name, costs.Create, costs.Run, costs.Close, costs.SpeedUp));
        }

        return new(model, isolate, theirs);
    }

    /// <inheritdoc/>
    public string ToHtml() => this.ToTable().ToHtml();

    /// <summary>A line for each kind.</summary>
    public override string ToString() => string.Join('\n', ((InterpreterLife[])[Model, Isolate, .. Builds]).Select(
        life => $"{life.Name}: create {life.Create.TotalMilliseconds:0.###} ms, run {life.Run.TotalMilliseconds:0.###} ms, close {life.Close.TotalMilliseconds:0.###} ms"));
}

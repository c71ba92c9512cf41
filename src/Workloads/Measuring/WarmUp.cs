using System.Diagnostics;
using Workloads.Models;

namespace Workloads.Measuring;

/// <summary>
/// Runs models until the JIT compiler has brought their code to its last tier, and remembers it, so that this is paid once
/// in a process.
/// </summary>
/// <remarks>
/// By time and not by count, since a method is compiled anew only some 100 ms after its calls have become frequent, and on a
/// single core a second after. All models take turns and so share that wait.
/// </remarks>
internal static class WarmUp
{
    /// <summary>About how long one run takes while warming up: short, so that calls of the models' own code add up.</summary>
    private const double RunSeconds = 0.5e-3;
    private const int MostCallers = 1_000;

    /// <summary>How long the least runs of a model that computes in processes of its own, whose compilers nobody watches.</summary>
    private static readonly TimeSpan _timeElsewhere = TimeSpan.FromSeconds(0.2);

    private static readonly WarmModels _warm = new();

    /// <summary>
    /// How long it takes to reach the last tier: 0.7 s, 1.5 s on a single core, where the runtime's delay is ten times longer, and less
    /// where a host has set the delay shorter.
    /// </summary>
    public static TimeSpan DefaultTime { get; } = TimeSpan.FromSeconds(0.2 + Math.Min(5 * TieringDelay.Current.TotalSeconds, 1.3));

    /// <summary>Runs those models that are not warm yet in turns, for so long.</summary>
    /// <param name="models">The models, prepared.</param>
    /// <param name="workload">What they will run.</param>
    /// <param name="references">The sizes that they will run it with.</param>
    /// <param name="callers">The most callers that they will run.</param>
    /// <param name="time">How long, in all.</param>
    /// <param name="tick">Called now and then.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task RunAsync(
        IReadOnlyList<ExecutionModel> models,
        Workload workload,
        IReadOnlyList<Reference> references,
        int callers,
        TimeSpan time,
        Action tick,
        CancellationToken cancellationToken)
    {
        ExecutionModel[] cold = [.. models.Where(model => !_warm.Contains(model, workload))];
        if (cold.Length == 0 || time == TimeSpan.Zero)
            return;

        // Sizes whose calls are short; with none, the shortest, whose calls then are long enough to hide what is left.
        Reference[] quick = [.. references.Where(reference => reference.Seconds <= 2 * RunSeconds)];
        if (quick.Length == 0)
            quick = [references.MinBy(reference => reference.Seconds)];

        // The next turn is the one's that has had least time, so that a slow model does not starve the others.
        Turn[] turns = [.. cold.Select(model => new Turn(model))];
        using (var clock = new WarmUpClock(time))
        {
            while (!clock.IsOver() || Array.Exists(turns, static turn => turn.Runs == 0))
                await TakeAsync(turns.MinBy(turn => turn.Spent)!).ConfigureAwait(false);
        }

        foreach (Turn turn in turns.Where(turn => turn.Model.IsWarmByItself))
        {
            while (turn.Spent < _timeElsewhere)
                await TakeAsync(turn).ConfigureAwait(false);
        }

        foreach (ExecutionModel model in cold)
            _warm.Add(model, workload);

        async Task TakeAsync(Turn turn)
        {
            Reference reference = quick[turn.Runs++ % quick.Length];
            var calls = new Calls(workload, reference.Size, CallersFor(reference, callers));
            while (calls.Count > 1 && turn.Model.Refusal(calls) is not null)
                calls = new(workload, reference.Size, calls.Count / 2);
            long began = Stopwatch.GetTimestamp();
            try
            {
                await turn.Model.RunAsync(calls, new() { Expected = _ => reference.Result }, cancellationToken).ConfigureAwait(false);
            }
            catch (ModelFailedException)
            {
                // It is left out, and says why, when it fails where it is measured.
            }

            turn.Spent += Stopwatch.GetElapsedTime(began);
            tick();
        }
    }

    private static int CallersFor(Reference reference, int callers) =>
        (int)Math.Clamp(RunSeconds / Math.Max(reference.Seconds, 1e-9), 1, Math.Min(callers, MostCallers));

    private sealed class Turn(ExecutionModel model)
    {
        public ExecutionModel Model { get; } = model;

        public int Runs { get; set; }

        public TimeSpan Spent { get; set; }
    }
}

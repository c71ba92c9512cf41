using System.Reflection;

namespace Workloads.Topics;

/// <summary>
/// What a supervisor saw of its spinner (B9): its types, states and threads are asked of the running objects, and what it was stopped by
/// of the delegate that stopped it.
/// </summary>
/// <param name="Unit">The type of what was started, by its nearest public name.</param>
/// <param name="Created">Its state when it had been made.</param>
/// <param name="Started">Its state when it had been started.</param>
/// <param name="Ended">Its state at the end.</param>
/// <param name="StoppedBy">The method that was called to stop it.</param>
/// <param name="StopLatency">From that call to its end.</param>
/// <param name="SpinnerRanOn">Where the spinner ran.</param>
/// <param name="SlowRanOn">Where the supervisor's slow work ran.</param>
/// <param name="EndedBy">
/// The methods that end it from outside, whatever it does; begins with <see cref="Nothing"/> where there is none.
/// </param>
/// <param name="Failure">How the supervisor learned that the spinner had failed; null when it had not.</param>
internal sealed record SupervisorFacts(
    string Unit, string Created, string Started, string Ended, string StoppedBy, TimeSpan StopLatency, string SpinnerRanOn,
        string SlowRanOn, string EndedBy, string? Failure)
{
    internal const string Nothing = "nothing";

    /// <summary>The facts in the order in which they are tabled.</summary>
    internal static IReadOnlyList<(string Name, Func<SupervisorFacts, object?> Of)> Names { get; } =
    [
        ("is started as", facts => facts.Unit), ("when made", facts => facts.Created), ("when started", facts => facts.Started),
        ("the spinner ran on", facts => facts.SpinnerRanOn), ("the slow work ran on", facts => facts.SlowRanOn),
            ("told to stop by", facts => facts.StoppedBy),
        ("then ended after", facts => facts.StopLatency), ("at the end", facts => facts.Ended),
            ("ended from outside by", facts => facts.EndedBy),
        ("its failure showed as", facts => facts.Failure),
    ];

    /// <summary>The nearest type of an object that others can name.</summary>
    internal static string TypeOf(object unit)
    {
        Type type = unit.GetType();
        while (!type.IsVisible)
            type = type.BaseType!;
        return type.Name;
    }

    /// <summary>The method that a delegate calls, with the type that declares it.</summary>
    internal static string NameOf(Delegate called) => $"{called.Method.DeclaringType!.Name}.{called.Method.Name}";

    /// <summary>
    /// What comes of it when a thread is asked to end from outside: the method is still there, and does nothing but throw.
    /// </summary>
    internal static string AbortOf(Thread thread)
    {
        try
        {
            typeof(Thread).GetMethod("Abort", [])!.Invoke(thread, null);
            return "Thread.Abort";
        }
        catch (TargetInvocationException refusal)
        {
            return $"{Nothing}: Thread.Abort throws {refusal.InnerException!.GetType().Name}";
        }
    }

    internal static string ThisThread => ThreadOf(Environment.ProcessId, Environment.CurrentManagedThreadId);

    internal static string ThreadOf(int process, int thread) => Invariant($"process {process}, thread {thread}");
}

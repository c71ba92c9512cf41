using System.Diagnostics;
using System.Runtime.CompilerServices;
using Workloads.Interpreter;

namespace Workloads.Models;

/// <summary>
/// Threads that take callers in turn, as a pool's do, and run them as threads of the model: under one lock, under a lock for
/// each, or under none (A6, A11, A14, B13). With one worker it is the sequential model of its runtime.
/// </summary>
public sealed class InterpreterModel : ExecutionModel
{
    /// <summary>Makes the model.</summary>
    /// <param name="options">The lock, and who shares it; CPython's ways when left out.</param>
    /// <param name="code">What the threads run.</param>
    /// <param name="workers">How many threads; as many as there are cores when left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are too few or too many workers.</exception>
    public InterpreterModel(LockOptions? options = null, InterpreterCode code = InterpreterCode.Bytecode, int? workers = null)
        : base(NameOf(options ?? new(), WorkersOr(workers)), WorkersOr(workers))
    {
        Options = options ?? new();
        Code = code;
    }

    /// <summary>The lock, and who shares it.</summary>
    public LockOptions Options { get; }

    /// <summary>What the threads run.</summary>
    public InterpreterCode Code { get; }

    /// <inheritdoc/>
    public override string Runtime => Code == InterpreterCode.Bytecode ? "stack machine" : "compiled with check points";

    /// <summary>What happened to the lock in the last run that came to its end; null before.</summary>
    public LockReport? LastReport { get; private set; }

    /// <inheritdoc/>
    protected internal override object Warmth => (typeof(InterpreterModel), Code, Options.CheckPoints);

    /// <inheritdoc/>
    public override bool CanRun(Workload workload) => InterpreterWork.Knows(workload);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(RunContext context)
    {
        using var host = new InterpreterHost(Options);
        SubInterpreter shared = host.NewInterpreter(InterpreterWork.Program);
        var next = new StrongBox<int>(-1);
        SubInterpreter[] interpreters = [.. Enumerable.Range(0, Workers).Select(worker =>
            Options.Mode == LockMode.OneForEachInterpreter && worker > 0 ? host.NewInterpreter(InterpreterWork.Program) : shared)];
        OwnThreads.Run(Workers, worker => Work(context, interpreters[worker], worker, next));
        LastReport = host.Report();
        return Task.CompletedTask;
    }

    private void Work(RunContext context, SubInterpreter interpreter, int worker, StrongBox<int> next)
    {
        try
        {
            interpreter.Run(Invariant($"worker {worker}"),
                thread => CallAll(context, new(context.Calls.Workload, Code, thread), worker, next), context.Token);
        }
        catch (Exception exception)
        {
            context.Fail(0, exception);
        }
    }

    private static bool CallAll(RunContext context, InterpreterWork work, int worker, StrongBox<int> next)
    {
        for (int caller = Interlocked.Increment(ref next.Value);
            caller < context.Count && !context.IsStopped(caller);
            caller = Interlocked.Increment(ref next.Value))
        {
            long start = context.RecordsSpans ? Stopwatch.GetTimestamp() : 0;
            try
            {
                context.Keep(caller, work.Call(context.Calls.SizeOf(caller)));
            }
            catch (Exception exception)
            {
                context.Fail(caller, exception);
            }

            if (context.RecordsSpans)
                context.KeepSpan(caller, worker, start, Stopwatch.GetTimestamp());
        }

        return true;
    }

    private static string NameOf(LockOptions options, int workers) => workers == 1 ? "sequential" : options.Mode switch
    {
        LockMode.OneForProcess => "threads, one lock",
        LockMode.OneForEachInterpreter => "threads, a lock each",
        _ => "threads, no lock",
    };
}

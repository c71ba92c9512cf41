using Workloads.Interpreter;
using Workloads.Models;

namespace Workloads.Tests;

/// <summary>A model whose time is what a test says it is, so that what is made of times can be tested without a clock.</summary>
internal sealed class FakeModel(string name, Func<Calls, TimeSpan> time) : ExecutionModel(name, workers: 2)
{
    public List<string> Journal { get; init; } = [];

    public Func<long, long> Spoil { get; init; } = result => result;

    public int? LostCaller { get; set; }

    public string? CannotStart { get; init; }

    public bool Stranger { get; init; }

    public override string Runtime => "fake 1.0";

    protected internal override object Warmth => this;

    public override bool CanRun(Workload workload) => !Stranger;

    public override ValueTask PrepareAsync(CancellationToken cancellationToken = default) =>
        CannotStart is null ? default : throw new InvalidOperationException(CannotStart);

    protected override Task ExecuteAsync(RunContext context)
    {
        Journal.Add(Name);
        for (int caller = 0; caller < context.Count; caller++)
        {
            if (caller != LostCaller)
                context.Keep(caller, Spoil(context.Calls.Workload.Run(context.Calls.SizeOf(caller), context.Token)));
        }

        context.ReportElapsed(time(context.Calls));
        return Task.CompletedTask;
    }
}

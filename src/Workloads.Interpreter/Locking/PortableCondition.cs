namespace Workloads.Interpreter;

/// <summary>A condition made of .NET's monitor, whose timed waits last whole milliseconds.</summary>
internal sealed class PortableCondition : Condition
{
    private readonly object _monitor = new();

    public override void Enter() => Monitor.Enter(_monitor);

    public override void Exit() => Monitor.Exit(_monitor);

    public override void Wait() => Monitor.Wait(_monitor);

    public override bool Wait(TimeSpan time) => Monitor.Wait(_monitor, TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds)));

    public override void Signal() => Monitor.Pulse(_monitor);

    public override void Dispose()
    {
    }
}

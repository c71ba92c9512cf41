namespace Workloads.Topics;

/// <summary>A cancellation token: an event that every .NET library knows, that can be handed down, linked and set by a timer.</summary>
internal sealed class TokenSignal() : StopSignal("cancellation token")
{
    private readonly CancellationTokenSource _source = new();

    /// <inheritdoc/>
    public override bool IsSet => _source.Token.IsCancellationRequested;

    /// <inheritdoc/>
    public override void Set() => _source.Cancel();

    /// <inheritdoc/>
    public override bool Nap(TimeSpan time) => _source.Token.WaitHandle.WaitOne(time);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _source.Dispose();
        base.Dispose();
    }
}

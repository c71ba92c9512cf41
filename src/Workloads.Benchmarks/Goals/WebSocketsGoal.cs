using Workloads.Interpreter;
using Workloads.Processes;
using Workloads.Topics;

namespace Workloads.Benchmarks.Goals;

/// <summary>Ten thousand WebSockets open at once: what each takes of the server's memory, and that each echoes.</summary>
internal sealed class WebSocketsGoal() : Goal("websockets")
{
    private const int Sockets = 10_000;

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        await using ServerProcess server = await new WebSocketServerOptions().StartAsync(cancellationToken);
        WebSocketReport report;
        try
        {
            report = await WebSocketCrowd.RunAsync(server, Sockets, cancellationToken);
        }
        catch (TooFewOpenFilesException exception)
        {
            throw new GoalSkippedException(exception.Message);
        }

        return new(
            [
                Criterion.AtMost("the server's memory for each", report.BytesEach, 16 * 1_024, Unit.Bytes),
                Criterion.AtMost("lost", report.Lost, 0, lost => $"{lost:0}"),
            ],
            $"{Unit.Bytes.Format(report.ManagedBytesEach)} of it objects; {Sockets:N0} opened in {Unit.Seconds.Format(report.OpenTime.TotalSeconds)}, a message on each in {Unit.Seconds.Format(report.EchoTime.TotalSeconds)}");
    }
}

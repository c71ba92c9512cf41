using Workloads.Processes;

namespace Workloads.TaskQueues.Wire;

/// <summary>Why a call has no result, as text: the only form in which an exception crosses between machines.</summary>
/// <param name="Place">Which call of its frame, counted from 0.</param>
/// <param name="Attempts">How many workers died of it; 0 when it threw by itself.</param>
/// <param name="ExitCode">The last one's exit code.</param>
/// <param name="Type">The full name of the type of what it threw.</param>
/// <param name="Message">Its message, or the last words of the worker.</param>
/// <param name="Stack">Where it was thrown.</param>
internal sealed record CallFailure(int Place, int Attempts, int ExitCode, string Type, string Message, string Stack)
{
    /// <summary>Longer texts are cut: a failure must not fill a queue.</summary>
    private const int MaxText = 8_000;

    public static CallFailure Of(int place, Exception failure) => failure switch
    {
        WorkerLostException lost => new(place, lost.Attempts, lost.ExitCode, "", Cut(lost.LastWords), ""),
        RemoteException thrown => new(place, 0, 0, thrown.RemoteType, Cut(thrown.RemoteMessage), Cut(thrown.RemoteStack)),
        _ => new(place, 0, 0, failure.GetType().FullName ?? "", Cut(failure.Message), Cut(failure.ToString())),
    };

    /// <summary>What a run is told: what the call threw, or that it kept ending its workers, which is the model's failure.</summary>
    public Exception ToException(int caller)
    {
        if (Attempts == 0)
            return new RemoteException(Type, Message, Stack);
        var lost = new WorkerLostException(caller, Attempts, ExitCode, Message);
        return new QueueFailedException(lost.Message, lost);
    }

    public void Write(FrameWriter writer) => writer.Write(Place).Write(Attempts).Write(ExitCode).Write(Type).Write(Message).Write(Stack);

    public static CallFailure Read(ref FrameReader reader) => new(
        reader.ReadCount(0, CallFrame.MaxCalls), reader.ReadCount(0, int.MaxValue), reader.ReadInt32(),
        reader.ReadText(4 * MaxText), reader.ReadText(4 * MaxText), reader.ReadText(4 * MaxText));

    private static string Cut(string text) => text.Length <= MaxText ? text : text[..MaxText] + " …";
}

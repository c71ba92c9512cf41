using System.Buffers.Binary;
using System.Text;

namespace Workloads.Processes.Wire;

/// <summary>What a call threw, as text: the only form in which an exception crosses between processes.</summary>
/// <param name="Type">The exception's full type name.</param>
/// <param name="Message">Its message.</param>
/// <param name="Stack">Where it was thrown, in the worker.</param>
internal readonly record struct RemoteFailure(string Type, string Message, string Stack)
{
    /// <summary>Longer texts are cut: a failure must not fill a pipe.</summary>
    private const int MaxText = 8_000;

    public static RemoteFailure Of(Exception exception) =>
        new(exception.GetType().FullName ?? exception.GetType().Name, Cut(exception.Message), Cut(exception.ToString()));

    public void Write(FrameWriter writer, long started, long ended)
    {
        byte[] type = Encoding.UTF8.GetBytes(Type), message = Encoding.UTF8.GetBytes(Message), stack = Encoding.UTF8.GetBytes(Stack);
        int length = FrameHeader.StampsSize + 3 * sizeof(int) + type.Length + message.Length + stack.Length;
        Span<byte> body = writer.Add(new(length, FrameKind.Failure, FrameFlags.None, workload: 0, count: 1));

        BinaryPrimitives.WriteInt64LittleEndian(body, started);
        BinaryPrimitives.WriteInt64LittleEndian(body[sizeof(long)..], ended);
        body = body[FrameHeader.StampsSize..];
        foreach (byte[] text in new[] { type, message, stack })
        {
            BinaryPrimitives.WriteInt32LittleEndian(body, text.Length);
            text.CopyTo(body[sizeof(int)..]);
            body = body[(sizeof(int) + text.Length)..];
        }
    }

    public static RemoteFailure Read(ReadOnlySpan<byte> body)
    {
        body = body[FrameHeader.StampsSize..];
        string type = Next(ref body), message = Next(ref body), stack = Next(ref body);
        return new(type, message, stack);
    }

    private static string Next(ref ReadOnlySpan<byte> body)
    {
        int length = BinaryPrimitives.ReadInt32LittleEndian(body);
        string text = Encoding.UTF8.GetString(body.Slice(sizeof(int), length));
        body = body[(sizeof(int) + length)..];
        return text;
    }

    private static string Cut(string text) => text.Length <= MaxText ? text : text[..MaxText] + " …";
}

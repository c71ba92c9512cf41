using System.Text.Json;

namespace Workloads.Processes;

/// <summary>
/// A call that carries objects, there and back: to be serialised, copied and built up again, as CPython's pool does with whatever it is
/// given (E9).
/// </summary>
/// <param name="Size">What is computed: fib of it.</param>
/// <param name="Integers">A list of integers to carry.</param>
/// <param name="Records">A list of dictionaries to carry.</param>
internal sealed record GraphCall(long Size, List<long> Integers, List<Dictionary<string, long>> Records)
{
    /// <summary>
    /// What was computed. Before that it is the longest number there is, so that the answer is never longer than the call.
    /// </summary>
    public long Result { get; init; } = long.MinValue;

    /// <summary>A call that carries integers and computes nothing.</summary>
    public static GraphCall OfIntegers(int count) => new(0, [.. Enumerable.Range(0, count).Select(static number => 7_919L * number)], []);

    /// <summary>A call that carries dictionaries of four numbers.</summary>
    public static GraphCall OfRecords(long size, int count) => new(size, [], [.. Enumerable.Range(0, count).Select(static number =>
        new Dictionary<string, long>(StringComparer.Ordinal) { ["id"] = number, ["price"] = 7_919L * number, ["stock"] = number % 100,
            ["sold"] = number % 7 })]);

    /// <summary>The object in a call's bytes.</summary>
    public static GraphCall Deserialise(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize<GraphCall>(bytes)!;

    /// <summary>The call's bytes.</summary>
    public byte[] Serialise() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <summary>What a worker does with such a call.</summary>
    /// <returns>How many bytes the answer has.</returns>
    public static int Answer(ReadOnlySpan<byte> input, Span<byte> result)
    {
        GraphCall call = Deserialise(input);
        byte[] answer = (call with { Result = Fibonacci.Of(call.Size) }).Serialise();
        answer.CopyTo(result);
        return answer.Length;
    }
}

using System.Buffers.Binary;

namespace Workloads.Processes;

/// <summary>A named function from bytes to bytes, which a worker process finds by its name.</summary>
internal sealed class PayloadWorkload
{
    /// <summary>The room that a result always has, whatever came in.</summary>
    private const int MinResult = 64;

    private readonly PayloadFunction _function;

    private PayloadWorkload(string name, PayloadFunction function)
    {
        Name = name;
        _function = function;
    }

    private delegate int PayloadFunction(ReadOnlySpan<byte> input, Span<byte> result);

    /// <summary>Returns what it was sent.</summary>
    public static PayloadWorkload Echo { get; } = new("echo", static (input, result) =>
    {
        input.CopyTo(result);
        return input.Length;
    });

    /// <summary>Returns the sum of the bytes it was sent, as 8 bytes, little-endian: much to send, little to return.</summary>
    public static PayloadWorkload Sum { get; } = new("sum", static (input, result) =>
    {
        ulong sum = 0;
        foreach (byte value in input)
            sum += value;
        BinaryPrimitives.WriteUInt64LittleEndian(result, sum);
        return sizeof(ulong);
    });

    /// <summary>Builds up the objects of a <see cref="GraphCall"/>, computes what it asks for, and serialises them again.</summary>
    internal static PayloadWorkload Graph { get; } = new("graph", GraphCall.Answer);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PayloadWorkload> All { get; } = [Echo, Sum, Graph];

    /// <summary>The name by which it is found.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Runs it in this process.</summary>
    /// <param name="input">The bytes to work on.</param>
    /// <param name="result">Room for <see cref="ResultCapacity"/> bytes.</param>
    /// <returns>How many bytes the result has.</returns>
    internal int Run(ReadOnlySpan<byte> input, Span<byte> result) => _function(input, result);

    /// <summary>The most bytes that come out when so many go in.</summary>
    internal int ResultCapacity(int length) => Math.Max(length, MinResult);

    internal static PayloadWorkload? Find(string name)
    {
        foreach (PayloadWorkload workload in All)
        {
            if (string.Equals(workload.Name, name, StringComparison.Ordinal))
                return workload;
        }

        return null;
    }
}

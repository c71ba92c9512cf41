using System.Globalization;
using System.Text;

namespace Workloads.Interpreter;

/// <summary>What all threads share: globals, who holds each lock, and what has been printed.</summary>
internal sealed class SharedState
{
    private const long Number = 0, Text = 1, LineEnd = 2;

    private readonly StackProgram _program;

    public SharedState(StackProgram program)
    {
        _program = program;
        Globals = [.. program.Globals.Select(global => global.IsLock ? 0 : global.InitialValue)];
    }

    private SharedState(StackProgram program, long[] packed)
    {
        _program = program;
        Globals = packed[..program.Globals.Count];
        Printed.AddRange(packed.AsSpan(program.Globals.Count));
    }

    /// <summary>The globals' values; for a lock, 0 while it is free, else the number of the thread that took it, from 1.</summary>
    public long[] Globals { get; }

    /// <summary>What was printed: for each piece its kind, and its number.</summary>
    private List<long> Printed { get; } = [];

    public static SharedState Unpack(StackProgram program, long[] packed) => new(program, packed);

    public long[] Pack() => [.. Globals, .. Printed];

    public void PrintNumber(long value) => Printed.AddRange([Number, value]);

    public void PrintText(long number) => Printed.AddRange([Text, number]);

    public void PrintLineEnd() => Printed.AddRange([LineEnd, 0]);

    public string Output()
    {
        var output = new StringBuilder();
        for (int at = 0; at < Printed.Count; at += 2)
        {
            if (Printed[at] == Number)
                output.Append(CultureInfo.InvariantCulture, $"{Printed[at + 1]}");
            else
                output.Append(Printed[at] == Text ? _program.Texts[(int)Printed[at + 1]] : "\n");
        }

        return output.ToString();
    }
}

namespace Workloads.Interpreter;

/// <summary>A compiled function: its instructions and what they refer to by number.</summary>
internal sealed class CodeObject
{
    internal CodeObject(
        string name, int firstLine, int parameterCount, IReadOnlyList<string> locals, IReadOnlyList<Constant> constants,
        IReadOnlyList<string> names, IReadOnlyList<int> globals, IReadOnlyList<Instruction> instructions)
    {
        Name = name;
        FirstLine = firstLine;
        ParameterCount = parameterCount;
        Locals = locals;
        Constants = constants;
        Names = names;
        Globals = globals;
        Instructions = instructions;
        StackDepth = StackDepths.Deepest(this);
    }

    /// <summary>The function's name.</summary>
    public string Name { get; }

    /// <summary>The line of its <c>def</c>, counted from 1.</summary>
    public int FirstLine { get; }

    /// <summary>How many arguments it takes; they are the first of the <see cref="Locals"/>.</summary>
    public int ParameterCount { get; }

    /// <summary>The local variables' names, parameters first.</summary>
    public IReadOnlyList<string> Locals { get; }

    /// <summary>The names of globals, functions and methods, as LOAD_GLOBAL and STORE_GLOBAL number them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The instructions.</summary>
    public IReadOnlyList<Instruction> Instructions { get; }

    /// <summary>The most values that lie on its stack at once.</summary>
    public int StackDepth { get; }

    internal IReadOnlyList<Constant> Constants { get; }

    /// <summary>For each of the <see cref="Names"/>, the number of the program's global; −1 for a function or a method.</summary>
    internal IReadOnlyList<int> Globals { get; }

    /// <summary>The number of the global that an instruction loads or stores; −1 when it names a function.</summary>
    internal int GlobalOf(Instruction instruction) => instruction.Opcode == Opcode.LoadGlobal
        ? Globals[instruction.Argument >> 1]
        : Globals[instruction.Argument];

    /// <inheritdoc/>
    public override string ToString() => $"{Name}({string.Join(", ", Locals.Take(ParameterCount))})";
}

/// <summary>A constant: its value on the stack, and how it is written.</summary>
internal readonly record struct Constant(long Value, string Text);


namespace Workloads.Interpreter;

/// <summary>
/// A program for the stack machine, written in a small part of Python: functions, integers of 64 bits with overflow
/// checked, shared globals and locks. The same text runs in CPython, given the native functions.
/// </summary>
/// <remarks>
/// Statements: <c>def</c>, <c>global</c>, <c>if</c>, <c>while</c>, <c>for</c> over <c>range</c>, <c>with</c> a lock, assignment,
/// <c>+= -= *= //= %=</c>, <c>return</c>, <c>break</c>, <c>continue</c>, <c>pass</c>. Native functions: <c>isqrt(n)</c>,
/// <c>print(x)</c>, <c>sleep_ms(n)</c>, <c>hash_kb(n)</c>, and a lock's <c>acquire()</c> and <c>release()</c>. An error ends the
/// thread that made it; there is no catching it.
/// </remarks>
public sealed partial class StackProgram
{
    private StackProgram(string text)
    {
        Text = text;
        var symbols = new ProgramSymbols(Parser.Parse(text));
        Globals = symbols.Globals;
        Functions = [.. symbols.Functions.Select(function => Compiler.Compile(symbols, function))];
        Texts = symbols.Texts;
    }

    /// <summary>The program's text.</summary>
    public string Text { get; }

    /// <summary>Its functions, in the order of the text.</summary>
    internal IReadOnlyList<CodeObject> Functions { get; }

    /// <summary>The names of its shared variables, without the locks.</summary>
    public IReadOnlyList<string> GlobalNames => [.. Globals.Where(global => !global.IsLock).Select(global => global.Name)];

    internal IReadOnlyList<GlobalVariable> Globals { get; }

    /// <summary>The texts that it prints, by the number that stands for each on the stack.</summary>
    internal IReadOnlyList<string> Texts { get; }

    /// <summary>Compiles a program.</summary>
    /// <exception cref="ProgramException">The text is not in the part of Python that the machine knows.</exception>
    public static StackProgram Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(text);
    }

    /// <summary>Finds a function by name.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the message lists those there are.</exception>
    internal CodeObject Function(string name) =>
        Functions.FirstOrDefault(function => function.Name == name)
        ?? throw new ArgumentException(
            $"The program has no function '{name}'. It has: {string.Join(", ", Functions.Select(function => function.Name))}.",
            nameof(name));

    /// <summary>The instructions of a function, as Python's <c>dis</c> lists them.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    internal Listing Disassemble(string function) => new(this, Function(function));

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Reads a call such as <c>add(3)</c>.</summary>
    /// <exception cref="ProgramException">It is no call, or not of one of the program's functions with as many integers as it
    /// takes.</exception>
    internal (int Function, long[] Arguments) ParseCall(string call)
    {
        CallExpression parsed = Parser.ParseCall(call);
        CodeObject code = Function(parsed.Function);
        long[] arguments = [.. parsed.Arguments.Select(argument => argument is ConstantExpression constant
            ? constant.Value
            : throw new ProgramException(1, $"'{call}' has an argument that is no integer"))];
        return arguments.Length == code.ParameterCount
            ? (NumberOf(code), arguments)
            : throw new ProgramException(1,
                Invariant($"{code} takes {code.ParameterCount} arguments, and '{call}' has {arguments.Length}"));
    }

    /// <summary>A function's number, and its arguments checked.</summary>
    internal int Checked(string function, ReadOnlySpan<long> arguments)
    {
        CodeObject code = Function(function);
        return arguments.Length == code.ParameterCount
            ? NumberOf(code)
            : throw new ArgumentException(Invariant($"{code} takes {code.ParameterCount} arguments, and was given {arguments.Length}."),
                nameof(arguments));
    }

    private int NumberOf(CodeObject code)
    {
        for (int number = 0; ; number++)
        {
            if (Functions[number] == code)
                return number;
        }
    }
}

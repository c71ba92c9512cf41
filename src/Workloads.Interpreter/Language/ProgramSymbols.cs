
namespace Workloads.Interpreter;

/// <summary>A variable that all threads share.</summary>
/// <param name="Name">Its name.</param>
/// <param name="InitialValue">What it holds when the program starts; for a lock, its own number among the globals.</param>
/// <param name="IsLock">Whether it is a lock.</param>
internal sealed record GlobalVariable(string Name, long InitialValue, bool IsLock);

/// <summary>What the module level of a program declares.</summary>
internal sealed class ProgramSymbols
{
    private readonly Dictionary<string, int> _globals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _functions = new(StringComparer.Ordinal);

    public ProgramSymbols(IReadOnlyList<Statement> module)
    {
        foreach (Statement statement in module)
            Declare(statement);
    }

    public List<GlobalVariable> Globals { get; } = [];

    public List<FunctionDefinition> Functions { get; } = [];

    /// <summary>The texts that the program prints, by number.</summary>
    public List<string> Texts { get; } = [];

    public int GlobalNumber(string name) => _globals.GetValueOrDefault(name, -1);

    public int FunctionNumber(string name) => _functions.GetValueOrDefault(name, -1);

    public bool IsLock(string name) => GlobalNumber(name) is >= 0 and int number && Globals[number].IsLock;

    public int TextNumber(string text)
    {
        int number = Texts.IndexOf(text);
        if (number >= 0)
            return number;
        Texts.Add(text);
        return Texts.Count - 1;
    }

    private void Declare(Statement statement)
    {
        switch (statement)
        {
            case FunctionDefinition function:
                Unused(function.Name, function.Line);
                _functions.Add(function.Name, Functions.Count);
                Functions.Add(function);
                break;
            case AssignStatement { Operator: null, Value: ConstantExpression constant } assign:
                Add(assign, constant.Value, isLock: false);
                break;
            case AssignStatement { Operator: null, Value: CallExpression { Function: "Lock", Arguments.Count: 0 } } assign:
                Add(assign, Globals.Count, isLock: true);
                break;
            default:
                throw new ProgramException(statement.Line,
                    "outside functions there are only functions, globals such as x = 0, and locks such as a = Lock()");
        }
    }

    private void Add(AssignStatement assign, long value, bool isLock)
    {
        Unused(assign.Name, assign.Line);
        _globals.Add(assign.Name, Globals.Count);
        Globals.Add(new(assign.Name, value, isLock));
    }

    private void Unused(string name, int line)
    {
        if (_globals.ContainsKey(name) || _functions.ContainsKey(name) || Natives.Find(name) is not null || name == "Lock")
            throw new ProgramException(line, $"'{name}' is declared already");
    }
}

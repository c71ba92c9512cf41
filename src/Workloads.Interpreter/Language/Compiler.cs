using static Workloads.Interpreter.Assembler;

namespace Workloads.Interpreter;

/// <summary>Compiles one function to the instructions that CPython 3.12 makes of it.</summary>
internal sealed class Compiler
{
    private readonly ProgramSymbols _symbols;
    private readonly FunctionDefinition _function;
    private readonly Assembler _assembler = new();
    private readonly List<string> _locals;
    private readonly List<Constant> _constants = [new(0, "None")];
    private readonly List<string> _names = [];
    private readonly HashSet<string> _declaredGlobal = new(StringComparer.Ordinal);
    private readonly Stack<Enclosing> _enclosing = new();
    private HashSet<string> _assigned;

    private Compiler(ProgramSymbols symbols, FunctionDefinition function)
    {
        _symbols = symbols;
        _function = function;
        _locals = [.. function.Parameters];
        if (_locals.Distinct(StringComparer.Ordinal).Count() != _locals.Count)
            throw new ProgramException(function.Line, $"{function.Name} has two parameters of one name");
        FindLocals(function.Body);
        _assigned = [.. function.Parameters];
    }

    /// <summary>What a statement stands in: a loop to leave or go on with, or a with block to leave.</summary>
    private sealed record Enclosing(Label? Continue, Label? Break, int Width);

    public static CodeObject Compile(ProgramSymbols symbols, FunctionDefinition function)
    {
        var compiler = new Compiler(symbols, function);
        compiler._assembler.Emit(Opcode.Resume, 0, function.Line);
        compiler.Statements(function.Body);
        compiler._assembler.Emit(Opcode.ReturnConst, 0, function.Body.Count == 0 ? function.Line : function.Body[^1].Line);
        IReadOnlyList<Instruction> instructions = compiler._assembler.Finish();
        return new(
            function.Name, function.Line, function.Parameters.Count, compiler._locals, compiler._constants, compiler._names,
            [.. compiler._names.Select(symbols.GlobalNumber)], instructions);
    }

    private void FindLocals(IReadOnlyList<Statement> statements)
    {
        foreach (Statement statement in statements)
        {
            switch (statement)
            {
                case GlobalStatement global:
                    DeclareGlobal(global);
                    break;
                case AssignStatement assign:
                    AddLocal(assign.Name, assign.Line);
                    break;
                case ForStatement loop:
                    AddLocal(loop.Name, loop.Line);
                    FindLocals(loop.Body);
                    break;
                case IfStatement choice:
                    FindLocals(choice.Then);
                    FindLocals(choice.Else);
                    break;
                case WhileStatement loop:
                    FindLocals(loop.Body);
                    break;
                case WithStatement with:
                    FindLocals(with.Body);
                    break;
                case FunctionDefinition inner:
                    throw new ProgramException(inner.Line, "a function inside a function is not supported");
            }
        }
    }

    private void DeclareGlobal(GlobalStatement global)
    {
        foreach (string name in global.Names)
        {
            if (_symbols.GlobalNumber(name) < 0)
                throw new ProgramException(global.Line, $"there is no global '{name}'; declare it outside the functions, as in {name} = 0");
            if (_locals.Contains(name))
                throw new ProgramException(global.Line, $"'{name}' is used as a local before it is declared global");
            _declaredGlobal.Add(name);
        }
    }

    private void AddLocal(string name, int line)
    {
        if (_symbols.FunctionNumber(name) >= 0 || Natives.Find(name) is not null || _declaredGlobal.Contains(name) && _symbols.IsLock(name))
            throw new ProgramException(line, $"'{name}' is a function or a lock and cannot be assigned to");
        if (!_declaredGlobal.Contains(name) && !_locals.Contains(name))
            _locals.Add(name);
    }

    private void Statements(IReadOnlyList<Statement> statements)
    {
        foreach (Statement statement in statements)
            Statement(statement);
    }

    private void Statement(Statement statement)
    {
        switch (statement)
        {
            case PassStatement:
                _assembler.Emit(Opcode.Nop, 0, statement.Line);
                break;
            case ExpressionStatement expression:
                Push(expression.Value);
                _assembler.Pop(1, statement.Line);
                break;
            case AssignStatement assign:
                Assign(assign);
                break;
            case ReturnStatement @return:
                Return(@return);
                break;
            case BreakStatement or ContinueStatement:
                LeaveLoop(statement);
                break;
            case IfStatement choice:
                If(choice);
                break;
            case WhileStatement loop:
                While(loop);
                break;
            case ForStatement loop:
                For(loop);
                break;
            case WithStatement with:
                With(with);
                break;
        }
    }

    private void Assign(AssignStatement assign)
    {
        if (assign.Operator is { } binary)
        {
            Load(assign.Name, assign.Line);
            Push(assign.Value);
            _assembler.Emit(Opcode.BinaryOp, (int)binary + Operators.InPlace, assign.Line);
        }
        else
        {
            Push(assign.Value);
        }

        Store(assign.Name, assign.Line);
    }

    private void Return(ReturnStatement statement)
    {
        int line = statement.Line;
        if (statement.Value is null or ConstantExpression)
        {
            Unwind(_enclosing, valueOnTop: false, line);
            _assembler.Emit(Opcode.ReturnConst,
                statement.Value is ConstantExpression constant ? ConstantNumber(constant.Value, constant.Text) : 0, line);
            return;
        }

        Push(statement.Value);
        Unwind(_enclosing, valueOnTop: true, line);
        _assembler.Emit(Opcode.ReturnValue, 0, line);
    }

    /// <summary>Drops what loops and with blocks keep on the stack, innermost first, and ends the with blocks.</summary>
    private void Unwind(IEnumerable<Enclosing> blocks, bool valueOnTop, int line)
    {
        foreach (Enclosing block in blocks.Where(block => block.Width > 0))
        {
            if (valueOnTop)
                _assembler.SwapOver(block.Width, line);
            if (block.Continue is null)
                ExitWith(line);
            else
                _assembler.Pop(block.Width, line);
        }
    }

    private void ExitWith(int line)
    {
        for (int i = 0; i < 3; i++)
            _assembler.Emit(Opcode.LoadConst, 0, line);
        _assembler.Call(2, new(-1, Native.ExitWith), line);
        _assembler.Pop(1, line);
    }

    private void LeaveLoop(Statement statement)
    {
        bool breaks = statement is BreakStatement;
        Enclosing loop = _enclosing.FirstOrDefault(block => block.Continue is not null)
            ?? throw new ProgramException(statement.Line, $"'{(breaks ? "break" : "continue")}' stands outside a loop");
        Unwind(_enclosing.TakeWhile(block => block != loop), valueOnTop: false, statement.Line);
        if (breaks && loop.Width > 0)
            _assembler.Pop(loop.Width, statement.Line);
        _assembler.Jump(breaks ? loop.Break! : loop.Continue!, statement.Line);
    }

    private void If(IfStatement choice)
    {
        Label otherwise = new(), end = new();
        JumpIf(choice.Test, when: false, otherwise);
        HashSet<string> before = [.. _assigned];
        Statements(choice.Then);
        HashSet<string> afterThen = _assigned;
        _assigned = before;
        if (choice.Else.Count > 0)
            _assembler.Jump(end, _assembler.LastLine);
        _assembler.Mark(otherwise);
        Statements(choice.Else);
        _assembler.Mark(end);
        _assigned = Ends(choice.Then) ? _assigned : Ends(choice.Else) ? afterThen : [.. _assigned.Where(afterThen.Contains)];
    }

    private static bool Ends(IReadOnlyList<Statement> statements) =>
        statements.Count > 0 && statements[^1] is ReturnStatement or BreakStatement or ContinueStatement;

    private void While(WhileStatement loop)
    {
        Label start = new(), body = new(), end = new();
        _assembler.Mark(start);
        JumpIf(loop.Test, when: false, end);
        HashSet<string> before = [.. _assigned];
        _assembler.Mark(body);
        _enclosing.Push(new(start, end, Width: 0));
        Statements(loop.Body);
        _enclosing.Pop();

        // The test stands at the end once more, as CPython has it since 3.10.
        JumpIf(loop.Test, when: false, end);
        _assembler.Jump(body, loop.Line);
        _assembler.Mark(end);
        _assigned = before;
    }

    private void For(ForStatement loop)
    {
        Label next = new(), exhausted = new(), end = new();
        Push(loop.Range);
        _assembler.Emit(Opcode.GetIter, 0, loop.Line);
        _assembler.Mark(next);
        _assembler.Jump(Opcode.ForIter, exhausted, loop.Line);
        HashSet<string> before = [.. _assigned];
        Store(loop.Name, loop.Line);
        _enclosing.Push(new(next, end, StackDepths.RangeWidth));
        Statements(loop.Body);
        _enclosing.Pop();
        _assembler.Jump(next, loop.Line);
        _assembler.Mark(exhausted);
        _assembler.Emit(Opcode.EndFor, 0, loop.Line);
        _assembler.Mark(end);
        _assigned = before;
    }

    private void With(WithStatement with)
    {
        LoadLock(with.Lock, with.Line);
        _assembler.Emit(Opcode.BeforeWith, 0, with.Line);
        _assembler.Pop(1, with.Line);
        _enclosing.Push(new(Continue: null, Break: null, Width: 1));
        Statements(with.Body);
        _enclosing.Pop();
        ExitWith(with.Line);
    }

    /// <summary>Jumps when an expression is true, or when it is false, and goes on behind it otherwise.</summary>
    private void JumpIf(Expression test, bool when, Label target)
    {
        switch (test)
        {
            case NotExpression not:
                JumpIf(not.Operand, !when, target);
                break;
            case BooleanExpression boolean:
                Label skip = boolean.IsOr == when ? target : new();
                JumpIf(boolean.Left, boolean.IsOr, skip);
                JumpIf(boolean.Right, when, target);
                if (skip != target)
                    _assembler.Mark(skip);
                break;
            case ConstantExpression constant:
                if (constant.Value != 0 == when)
                    _assembler.Jump(target, test.Line);
                break;
            default:
                Push(test);
                _assembler.Jump(when ? Opcode.PopJumpIfTrue : Opcode.PopJumpIfFalse, target, test.Line);
                break;
        }
    }

    private void Push(Expression expression)
    {
        int line = expression.Line;
        switch (expression)
        {
            case ConstantExpression constant:
                _assembler.Emit(Opcode.LoadConst, ConstantNumber(constant.Value, constant.Text), line);
                break;
            case NameExpression name:
                Load(name.Name, line);
                break;
            case BinaryExpression binary:
                Push(binary.Left);
                Push(binary.Right);
                _assembler.Emit(Opcode.BinaryOp, (int)binary.Operator, line);
                break;
            case ComparisonExpression comparison:
                Push(comparison.Left);
                Push(comparison.Right);
                _assembler.Emit(Opcode.CompareOp, comparison.CompareOperator.Argument(), line);
                break;
            case NegativeExpression negative:
                Push(negative.Operand);
                _assembler.Emit(Opcode.UnaryNegative, 0, line);
                break;
            case NotExpression not:
                Push(not.Operand);
                _assembler.Emit(Opcode.UnaryNot, 0, line);
                break;
            case BooleanExpression boolean:
                PushBoolean(boolean);
                break;
            case CallExpression call:
                Call(call);
                break;
            case MethodCallExpression method:
                CallMethod(method);
                break;
            default:
                throw new ProgramException(line, "only print takes a text");
        }
    }

    private void PushBoolean(BooleanExpression boolean)
    {
        var end = new Label();
        Push(boolean.Left);
        _assembler.Emit(Opcode.Copy, 1, boolean.Line);
        _assembler.Jump(boolean.IsOr ? Opcode.PopJumpIfTrue : Opcode.PopJumpIfFalse, end, boolean.Line);
        _assembler.Pop(1, boolean.Line);
        Push(boolean.Right);
        _assembler.Mark(end);
    }

    private void Call(CallExpression call)
    {
        int line = call.Line, function = _symbols.FunctionNumber(call.Function);
        var (native, least, most) = function >= 0
            ? (Native.None, _symbols.Functions[function].Parameters.Count, _symbols.Functions[function].Parameters.Count)
            : Natives.Find(call.Function) ?? throw new ProgramException(line, $"there is no function '{call.Function}'");
        if (_locals.Contains(call.Function))
            throw new ProgramException(line, $"'{call.Function}' is a local variable and cannot be called");
        if (call.Arguments.Count < least || call.Arguments.Count > most)
            throw new ProgramException(line,
                Invariant($"{call.Function} takes {(least == most ? Invariant($"{least}") : Invariant($"{least} to {most}"))} arguments, and was given {call.Arguments.Count}"));

        _assembler.Emit(Opcode.LoadGlobal, NameNumber(call.Function) << 1 | 1, line);
        if (native == Native.Print && call.Arguments[0] is TextExpression text)
        {
            native = Native.PrintText;
            _assembler.Emit(Opcode.LoadConst, ConstantNumber(_symbols.TextNumber(text.Text), $"'{text.Text}'"), line);
        }
        else
        {
            foreach (Expression argument in call.Arguments)
                Push(argument);
        }

        _assembler.Call(call.Arguments.Count, new(function, native), line);
    }

    private void CallMethod(MethodCallExpression call)
    {
        Native native = call.Method switch
        {
            "acquire" => Native.AcquireLock,
            "release" => Native.ReleaseLock,
            _ => throw new ProgramException(call.Line, $"a lock has acquire() and release(), and no {call.Method}()"),
        };
        LoadLock(call.Owner, call.Line);
        _assembler.Emit(Opcode.LoadAttr, NameNumber(call.Method) << 1 | 1, call.Line);
        _assembler.Call(0, new(-1, native), call.Line);
    }

    private void LoadLock(string name, int line)
    {
        if (!_symbols.IsLock(name) || _locals.Contains(name))
            throw new ProgramException(line, $"'{name}' is no lock; declare it outside the functions, as in {name} = Lock()");
        _assembler.Emit(Opcode.LoadGlobal, NameNumber(name) << 1, line);
    }

    private void Load(string name, int line)
    {
        int local = _locals.IndexOf(name);
        if (local >= 0)
        {
            if (!_assigned.Contains(name))
                throw new ProgramException(line, $"'{name}' may be read here before it was assigned");
            _assembler.Emit(Opcode.LoadFast, local, line);
            return;
        }

        if (_symbols.GlobalNumber(name) < 0 || _symbols.IsLock(name))
            throw new ProgramException(line, $"there is no variable '{name}'");
        _assembler.Emit(Opcode.LoadGlobal, NameNumber(name) << 1, line);
    }

    private void Store(string name, int line)
    {
        int local = _locals.IndexOf(name);
        if (local >= 0)
            _assembler.Emit(Opcode.StoreFast, local, line);
        else
            _assembler.Emit(Opcode.StoreGlobal, NameNumber(name), line);
        _assigned.Add(name);
    }

    private int NameNumber(string name)
    {
        int number = _names.IndexOf(name);
        if (number >= 0)
            return number;
        _names.Add(name);
        return _names.Count - 1;
    }

    private int ConstantNumber(long value, string text)
    {
        int number = _constants.IndexOf(new(value, text));
        if (number >= 0)
            return number;
        _constants.Add(new(value, text));
        return _constants.Count - 1;
    }
}

using System.Globalization;

namespace Workloads.Interpreter;

/// <summary>Reads a program's text into statements, by recursive descent with Python's own precedences.</summary>
internal sealed class Parser
{
    private static readonly string[] s_keywords =
        ["and", "break", "continue", "def", "elif", "else", "for", "global", "if", "in", "not", "or", "pass", "return", "while", "with",
            "True", "False", "None"];

    private readonly List<Token> _tokens;
    private int _position;

    private Parser(string text) => _tokens = Lexer.Split(text);

    private Token Next => _tokens[_position];

    public static IReadOnlyList<Statement> Parse(string text)
    {
        var parser = new Parser(text);
        var statements = new List<Statement>();
        while (parser.Next.Kind != TokenKind.End)
            statements.Add(parser.Statement());
        return statements;
    }

    /// <summary>Reads one call with integer arguments, such as <c>add(3)</c>.</summary>
    public static CallExpression ParseCall(string text)
    {
        var parser = new Parser(text);
        if (parser.Next.Kind == TokenKind.Name && parser.Expression() is CallExpression call && parser.Next.Kind == TokenKind.NewLine)
            return call;
        throw new ProgramException(1, $"'{text}' is not a call such as add(3)");
    }

    private Statement Statement()
    {
        int line = Next.Line;
        if (Take("def"))
            return new FunctionDefinition(Name(), Parameters(), Block(), line);
        if (Take("if"))
            return If(line);
        if (Take("while"))
            return new WhileStatement(Expression(), Block(), line);
        if (Take("for"))
            return For(line);
        if (Take("with"))
            return new WithStatement(Name(), Block(), line);

        Statement statement = SimpleStatement(line);
        if (Next.Kind != TokenKind.NewLine)
            throw Unexpected("the end of the line");
        _position++;
        return statement;
    }

    private Statement SimpleStatement(int line)
    {
        if (Take("pass"))
            return new PassStatement(line);
        if (Take("break"))
            return new BreakStatement(line);
        if (Take("continue"))
            return new ContinueStatement(line);
        if (Take("return"))
            return new ReturnStatement(Next.Kind == TokenKind.NewLine ? null : Expression(), line);
        if (Take("global"))
        {
            var names = new List<string> { Name() };
            while (Take(","))
                names.Add(Name());
            return new GlobalStatement(names, line);
        }

        Expression value = Expression();
        if (value is not NameExpression target || Next.Kind != TokenKind.Symbol || !Next.Text.EndsWith('=')
            || Operators.ComparisonOf(Next.Text) is not null)
            return new ExpressionStatement(value, line);
        string symbol = _tokens[_position++].Text;
        return new AssignStatement(target.Name, Operators.BinaryOf(symbol[..^1]), Expression(), line);
    }

    private IfStatement If(int line)
    {
        Expression test = Expression();
        IReadOnlyList<Statement> then = Block(), otherwise = [];
        int elseLine = Next.Line;
        if (Take("elif"))
            otherwise = [If(elseLine)];
        else if (Take("else"))
            otherwise = Block();
        return new(test, then, otherwise, line);
    }

    private ForStatement For(int line)
    {
        string name = Name();
        Expect("in");
        return Expression() is CallExpression { Function: "range" } range
            ? new(name, range, Block(), line)
            : throw new ProgramException(line, "a for loop goes over range(…) only");
    }

    private List<string> Parameters()
    {
        var parameters = new List<string>();
        Expect("(");
        while (!Take(")"))
        {
            if (parameters.Count > 0)
                Expect(",");
            parameters.Add(Name());
        }

        return parameters;
    }

    private List<Statement> Block()
    {
        Expect(":");
        if (Next.Kind != TokenKind.NewLine)
            throw Unexpected("the end of the line");
        _position++;
        if (Next.Kind != TokenKind.Indent)
            throw Unexpected("an indented block");
        _position++;
        var statements = new List<Statement>();
        while (Next.Kind != TokenKind.Dedent)
            statements.Add(Statement());
        _position++;
        return statements;
    }

    private Expression Expression()
    {
        Expression left = And();
        for (int line = Next.Line; Take("or"); line = Next.Line)
            left = new BooleanExpression(IsOr: true, left, And(), line);
        return left;
    }

    private Expression And()
    {
        Expression left = Not();
        for (int line = Next.Line; Take("and"); line = Next.Line)
            left = new BooleanExpression(IsOr: false, left, Not(), line);
        return left;
    }

    private Expression Not()
    {
        int line = Next.Line;
        return Take("not") ? new NotExpression(Not(), line) : Compared();
    }

    private Expression Compared()
    {
        Expression left = Sum();
        if (Next.Kind != TokenKind.Symbol || Operators.ComparisonOf(Next.Text) is not { } comparison)
            return left;
        int line = _tokens[_position++].Line;
        var compared = new ComparisonExpression(comparison, left, Sum(), line);
        return Next.Kind == TokenKind.Symbol && Operators.ComparisonOf(Next.Text) is not null
            ? throw new ProgramException(line, "comparisons are not chained here; write a < b and b < c")
            : compared;
    }

    private Expression Sum() => Binaries(Product, "+", "-");

    private Expression Product() => Binaries(Unary, "*", "//", "%");

    private Expression Binaries(Func<Expression> operand, params ReadOnlySpan<string> symbols)
    {
        Expression left = operand();
        while (Next.Kind == TokenKind.Symbol && symbols.Contains(Next.Text))
        {
            Token symbol = _tokens[_position++];
            left = new BinaryExpression(Operators.BinaryOf(symbol.Text)!.Value, left, operand(), symbol.Line);
        }

        return left;
    }

    private Expression Unary()
    {
        int line = Next.Line;
        if (!Take("-"))
            return Primary();
        Expression operand = Unary();
        return operand is ConstantExpression { Value: > 0 } number && char.IsAsciiDigit(number.Text[0])
            ? new ConstantExpression(-number.Value, $"-{number.Text}", line)
            : new NegativeExpression(operand, line);
    }

    private Expression Primary()
    {
        Token token = Next;
        if (Take("("))
        {
            Expression inner = Expression();
            Expect(")");
            return inner;
        }

        switch (token)
        {
            case { Kind: TokenKind.Number }:
                _position++;
                return new ConstantExpression(Integer(token), Integer(token).ToString(CultureInfo.InvariantCulture), token.Line);
            case { Kind: TokenKind.Text }:
                _position++;
                return new TextExpression(token.Text, token.Line);
            case { Kind: TokenKind.Name, Text: "True" or "False" or "None" }:
                _position++;
                return new ConstantExpression(token.Text == "True" ? 1 : 0, token.Text, token.Line);
        }

        string name = Name();
        if (Take("."))
        {
            string method = Name();
            Expect("(");
            Expect(")");
            return new MethodCallExpression(name, method, token.Line);
        }

        return Take("(") ? new CallExpression(name, Arguments(), token.Line) : new NameExpression(name, token.Line);
    }

    private List<Expression> Arguments()
    {
        var arguments = new List<Expression>();
        while (!Take(")"))
        {
            if (arguments.Count > 0)
                Expect(",");
            arguments.Add(Expression());
        }

        return arguments;
    }

    private static long Integer(Token token) =>
        long.TryParse(token.Text.Replace("_", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture,
            out long value)
            ? value
            : throw new ProgramException(token.Line, Invariant($"'{token.Text}' is no integer from 0 to {long.MaxValue}"));

    private string Name()
    {
        if (Next.Kind != TokenKind.Name || s_keywords.Contains(Next.Text))
            throw Unexpected("a name");
        return _tokens[_position++].Text;
    }

    private bool Take(string text)
    {
        if (!Next.Is(text))
            return false;
        _position++;
        return true;
    }

    private void Expect(string text)
    {
        if (!Take(text))
            throw Unexpected($"'{text}'");
    }

    private ProgramException Unexpected(string wanted) => new(Next.Line, $"{wanted} was expected before '{Next.Text}'");
}

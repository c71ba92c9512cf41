
namespace Workloads.Interpreter;

/// <summary>An expression of the program's text.</summary>
internal abstract record Expression(int Line);

internal sealed record ConstantExpression(long Value, string Text, int Line) : Expression(Line);

/// <summary>A text in quotes, which only print takes.</summary>
internal sealed record TextExpression(string Text, int Line) : Expression(Line);

internal sealed record NameExpression(string Name, int Line) : Expression(Line);

internal sealed record BinaryExpression(BinaryOperator Operator, Expression Left, Expression Right, int Line) : Expression(Line);

internal sealed record ComparisonExpression(CompareOperator CompareOperator, Expression Left, Expression Right, int Line)
    : Expression(Line);

internal sealed record NegativeExpression(Expression Operand, int Line) : Expression(Line);

internal sealed record NotExpression(Expression Operand, int Line) : Expression(Line);

/// <summary>Left and right, or left or right, the right one evaluated only when it decides.</summary>
internal sealed record BooleanExpression(bool IsOr, Expression Left, Expression Right, int Line) : Expression(Line);

internal sealed record CallExpression(string Function, IReadOnlyList<Expression> Arguments, int Line) : Expression(Line);

/// <summary>A call of a lock's method.</summary>
internal sealed record MethodCallExpression(string Owner, string Method, int Line) : Expression(Line);

/// <summary>A statement of the program's text.</summary>
internal abstract record Statement(int Line);

internal sealed record PassStatement(int Line) : Statement(Line);

internal sealed record BreakStatement(int Line) : Statement(Line);

internal sealed record ContinueStatement(int Line) : Statement(Line);

internal sealed record GlobalStatement(IReadOnlyList<string> Names, int Line) : Statement(Line);

internal sealed record ExpressionStatement(Expression Value, int Line) : Statement(Line);

internal sealed record ReturnStatement(Expression? Value, int Line) : Statement(Line);

/// <summary>An assignment; with an operator, one that reads the variable as well.</summary>
internal sealed record AssignStatement(string Name, BinaryOperator? Operator, Expression Value, int Line) : Statement(Line);

internal sealed record IfStatement(Expression Test, IReadOnlyList<Statement> Then, IReadOnlyList<Statement> Else, int Line)
    : Statement(Line);

internal sealed record WhileStatement(Expression Test, IReadOnlyList<Statement> Body, int Line) : Statement(Line);

internal sealed record ForStatement(string Name, CallExpression Range, IReadOnlyList<Statement> Body, int Line) : Statement(Line);

internal sealed record WithStatement(string Lock, IReadOnlyList<Statement> Body, int Line) : Statement(Line);

internal sealed record FunctionDefinition(string Name, IReadOnlyList<string> Parameters, IReadOnlyList<Statement> Body, int Line)
    : Statement(Line);

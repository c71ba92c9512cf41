
namespace Workloads.Interpreter;

/// <summary>Splits a program's text into words, with indentation as words of its own.</summary>
internal static class Lexer
{
    private static readonly string[] s_symbols =
        ["//=", "+=", "-=", "*=", "%=", "//", "<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "%", "=", "(", ")", ":", ",", "."];

    public static List<Token> Split(string text)
    {
        var tokens = new List<Token>();
        var indents = new Stack<int>([0]);
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int index = 0; index < lines.Length; index++)
        {
            string line = lines[index];
            int start = line.Length - line.TrimStart(' ').Length;
            if (start == line.Length || line[start] == '#')
                continue;
            Indent(tokens, indents, start, index + 1);
            Words(tokens, line, start, index + 1);
            tokens.Add(new(TokenKind.NewLine, "the end of the line", index + 1));
        }

        for (; indents.Peek() > 0; indents.Pop())
            tokens.Add(new(TokenKind.Dedent, "the end of the block", lines.Length));
        tokens.Add(new(TokenKind.End, "the end of the program", lines.Length));
        return tokens;
    }

    private static void Indent(List<Token> tokens, Stack<int> indents, int indent, int line)
    {
        if (indent > indents.Peek())
        {
            indents.Push(indent);
            tokens.Add(new(TokenKind.Indent, "an indentation", line));
            return;
        }

        for (; indent < indents.Peek(); indents.Pop())
            tokens.Add(new(TokenKind.Dedent, "the end of the block", line));
        if (indent != indents.Peek())
            throw new ProgramException(line, "the indentation fits no block around it");
    }

    private static void Words(List<Token> tokens, string line, int position, int number)
    {
        while (position < line.Length && line[position] != '#')
        {
            char first = line[position];
            int start = position;
            if (first == ' ')
            {
                position++;
                continue;
            }

            if (char.IsAsciiLetter(first) || first == '_')
            {
                while (position < line.Length && (char.IsAsciiLetterOrDigit(line[position]) || line[position] == '_'))
                    position++;
                tokens.Add(new(TokenKind.Name, line[start..position], number));
            }
            else if (char.IsAsciiDigit(first))
            {
                while (position < line.Length && (char.IsAsciiLetterOrDigit(line[position]) || line[position] is '_' or '.'))
                    position++;
                tokens.Add(new(TokenKind.Number, line[start..position], number));
            }
            else if (first is '"' or '\'')
            {
                int end = line.IndexOf(first, position + 1);
                if (end < 0)
                    throw new ProgramException(number, $"the text that begins with {line[position..]} does not end");
                tokens.Add(new(TokenKind.Text, line[(start + 1)..end], number));
                position = end + 1;
            }
            else
            {
                string symbol = Array.Find(s_symbols, symbol => line.AsSpan(start).StartsWith(symbol, StringComparison.Ordinal))
                    ?? throw new ProgramException(number, $"'{first}' means nothing here");
                tokens.Add(new(TokenKind.Symbol, symbol, number));
                position += symbol.Length;
            }
        }
    }
}

namespace CensorshipEval.Analysis;

internal readonly record struct AnnotationCellKey(string TargetId, string Language, PromptRole? Role)
{
    public static AnnotationCellKey Of(Exchange exchange) => new(exchange.Target.Id, exchange.Prompt.Language.Value, exchange.Prompt.Role);
}

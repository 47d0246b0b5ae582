namespace CensorshipEval.Detection;

/// <summary>A refusal that the model gave in the field that its protocol has for it: an answer, and no error of the call.</summary>
internal static class ModelRefusal
{
    public static bool IsIn(Exchange exchange) =>
        string.Equals(exchange.Error?.Code, ResponseSignals.RefusalErrorCode, StringComparison.OrdinalIgnoreCase) && !string.IsNullOrWhiteSpace(exchange.Text);
}

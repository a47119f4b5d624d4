using System.Text.RegularExpressions;

namespace Tandem.Connect.Channels.Smtp;

/// <summary>A mail server's answer: its code (RFC 5321 4.2), its enhanced code (RFC 3463) where it has one, its text.</summary>
internal readonly partial record struct SmtpReply(int Code, string Text)
{
    public bool IsPositive => Code is >= 200 and < 400;

    /// <summary>For example <c>5.1.1</c>; empty where there is none.</summary>
    public string Enhanced => EnhancedCode().Match(Text) is { Success: true } found ? found.Value : "";

    /// <summary>
    /// What the answer means for a message. 4xx is worth another attempt. Of 5xx an address that does not exist is
    /// bounced: enhanced codes 5.1.x (without 5.1.7 and 5.1.8, which blame the sender) and 5.2.1, or, where the server
    /// gives none, 550, 551 and 553 as answer to the address. All else (relaying, spam, policy: 5.7.x) is failed.
    /// </summary>
    public SendResult Refusal(bool toAddress)
    {
        var outcome = Code switch
        {
            < 500 => SendOutcome.TryLater,
            _ when Enhanced is "5.1.7" or "5.1.8" => SendOutcome.Failed,
            _ when Enhanced.StartsWith("5.1.", StringComparison.Ordinal) || Enhanced == "5.2.1" => SendOutcome.Bounced,
            550 or 551 or 553 when toAddress && Enhanced.Length == 0 => SendOutcome.Bounced,
            _ => SendOutcome.Failed,
        };
        return new(outcome, ToString());
    }

    public override string ToString() => $"{Code} {Text}".TrimEnd();

    [GeneratedRegex(@"^[245]\.\d{1,3}\.\d{1,3}(?=\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex EnhancedCode();
}

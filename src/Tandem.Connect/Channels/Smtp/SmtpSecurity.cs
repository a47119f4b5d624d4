namespace Tandem.Connect.Channels.Smtp;

/// <summary>How a connection to the mail server is encrypted.</summary>
public enum SmtpSecurity
{
    /// <summary>STARTTLS when the server offers it. Passwords are still only sent encrypted, or to this machine.</summary>
    WhenOffered,

    /// <summary>STARTTLS, and no mail without it.</summary>
    Required,

    /// <summary>From the first byte (smtps).</summary>
    FromTheStart,

    /// <summary>Never: for a relay on the same machine.</summary>
    Never,
}

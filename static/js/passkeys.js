// Passkeys: shows their buttons where the browser knows them, and says what went wrong.
(() => {
  const problem = document.getElementById('passkey-problem')
  const words = {
    NotAllowedError: 'Nothing was chosen, or it took too long. Please try again.',
    InvalidStateError: 'This key is already in use for your account.',
    SecurityError: 'Passkeys work at the address of a site with a name and a certificate, or at localhost.',
    NotSupportedError: 'This browser or key cannot do what is needed here.'
  }
  if (window.PublicKeyCredential) {
    document.querySelectorAll('#passkey_login, [data-passkey]').forEach((button) => { button.hidden = false })
  } else {
    tell('This browser knows no passkeys.', '#mfa_webauthn_add')
  }
  document.addEventListener('allauth.error', (event) => {
    event.preventDefault()
    tell(words[event.detail.exception.name] || 'That did not work. Please try again.')
  })

  function tell (text, onlyWith) {
    if (!problem || (onlyWith && !document.querySelector(onlyWith))) return
    problem.textContent = text
    problem.hidden = false
  }
})()

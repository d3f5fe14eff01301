//! RSA key pairs for actors. The only module that makes them; what they are used for is not its business.
//!
//! A pair takes some tens of milliseconds of computing, because large primes have to be found. Whoever needs hundreds of
//! actors in no time, as tests do, makes pairs once and gives them out of a stock.

use std::sync::{Arc, Mutex, PoisonError};

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::rsa::{KeyPair, KeySize};

/// Where new RSA pairs come from. Cheap to clone; clones share one stock, so that no pair is given twice.
#[derive(Clone, Default)]
pub struct RsaKeys(Option<Arc<Mutex<Vec<Vec<u8>>>>>);

impl RsaKeys {
    /// Every pair is made when it is asked for.
    pub fn fresh() -> Self {
        Self(None)
    }

    /// Pairs made before, each PKCS#8 in DER, the last one first; fresh ones when they are used up.
    pub fn stocked(pairs: Vec<Vec<u8>>) -> Self {
        Self(Some(Arc::new(Mutex::new(pairs))))
    }

    /// A new pair of 2048 bits, for the stock of somebody else: PKCS#8 in DER.
    ///
    /// # Errors
    /// If the machine has no randomness to give.
    pub fn make() -> Result<Vec<u8>, Unspecified> {
        let pair = KeyPair::generate(KeySize::Rsa2048)?;
        Ok(AsDer::<Pkcs8V1Der<'_>>::as_der(&pair)?.as_ref().to_vec())
    }

    /// A pair that nobody else has.
    ///
    /// # Errors
    /// If the machine has no randomness to give, or what is in stock is no key.
    pub(crate) fn take(&self) -> Result<KeyPair, Unspecified> {
        let ready = self
            .0
            .as_ref()
            .and_then(|stock| stock.lock().unwrap_or_else(PoisonError::into_inner).pop());
        match ready {
            Some(der) => Ok(KeyPair::from_pkcs8(&der)?),
            None => KeyPair::generate(KeySize::Rsa2048),
        }
    }
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::signature::KeyPair as _;

    use super::*;

    fn public(keys: &RsaKeys) -> Vec<u8> {
        keys.take().expect("a pair").public_key().as_ref().to_vec()
    }

    #[test]
    fn a_pair_in_stock_is_given_once_and_then_fresh_ones() {
        let made = RsaKeys::make().expect("a pair");
        let expected = KeyPair::from_pkcs8(&made)
            .expect("a pair")
            .public_key()
            .as_ref()
            .to_vec();
        let stock = RsaKeys::stocked(vec![made]);
        let clone = stock.clone();
        assert_eq!(public(&stock), expected);
        assert_ne!(public(&clone), expected);
    }

    #[test]
    fn what_is_no_key_is_refused() {
        assert!(RsaKeys::stocked(vec![b"no key".to_vec()]).take().is_err());
    }
}
